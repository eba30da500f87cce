import type { Participant } from '../../fixtures/participant.ts';
import type { Newcomer } from '../../fixtures/new-participant.ts';
import { TestService } from '../../fixtures/service.ts';
import { Computer, type ComputerOptions } from './computer.ts';
import { type Hub, HUB_ADDRESS } from './hub.ts';

/** One person at a computer of their own. */
export interface Seat {
  readonly name: string;
  readonly who: Participant;
  readonly computer: Computer;
}

/** The real service and as many computers as a fault needs, in networks that can be broken at will. */
export class Lab {
  readonly hub: Hub;
  readonly service: TestService;
  readonly #computers: Computer[] = [];
  /** A room nobody else is in. */
  readonly room = crypto.randomUUID();

  static async open(hub: Hub): Promise<Lab> {
    return new Lab(hub, await TestService.start());
  }

  private constructor(hub: Hub, service: TestService) {
    this.hub = hub;
    this.service = service;
  }

  /** The port of the service, where browsers look for it. */
  get port(): number {
    return Number(new URL(this.service.url).port);
  }

  async computer(options: ComputerOptions = {}): Promise<Computer> {
    const computer = await Computer.start(this.hub.connect(), `http://${HUB_ADDRESS}:${this.port}`, options);
    this.#computers.push(computer);
    return computer;
  }

  /** What stands on every screen, for whoever wants to know why something did not happen. */
  async screens(): Promise<string[]> {
    return (await Promise.all(this.#computers.map((computer) => computer.screens()))).flat();
  }

  async seat(name: string, options: ComputerOptions & Partial<Newcomer> = {}): Promise<Seat> {
    const computer = await this.computer(options);
    return { name, computer, who: await computer.person(name, options) };
  }

  /** One seat a name, in this order. */
  async seats<const Names extends readonly string[]>(
    names: Names,
  ): Promise<{ readonly [Index in keyof Names]: Seat }> {
    const seats = await Promise.all(names.map((name) => this.seat(name)));
    if (!isOnePerName(seats, names)) throw new Error('A seat is missing.');
    return seats;
  }

  async close(): Promise<void> {
    this.hub.close();
    await this.service.stop();
  }

  /** The same at once, when the process ends: nothing of a lab outlives it. */
  abandon(): void {
    this.service.abandon();
    this.hub.close();
  }
}

function isOnePerName<Names extends readonly string[]>(
  seats: readonly Seat[],
  names: Names,
): seats is { readonly [Index in keyof Names]: Seat } {
  return seats.length === names.length;
}
