import type { Participant } from '../../fixtures/participant.ts';
import { neededHeap } from '../../fixtures/visits.ts';
import type { Lab, Seat } from '../lab/lab.ts';
import { allMoveAt } from '../lab/picture.ts';
import { showsExactly } from '../lab/tiles.ts';
import { until } from '../lab/until.ts';

const NAMES = ['Ada', 'Ben', 'Cleo', 'Dan', 'Eve', 'Fred'] as const;
/** What two cores carry: everybody sends to five others, thirty pictures in all. */
const FPS = 2;
const SCREEN = { locale: 'en-GB', viewport: { width: 480, height: 360 } };
/** Thirty tiles are watched at once. */
const LOOK_EVERY_MS = 100;
/** The machine code that V8 makes of what runs often counts as heap, and is no leak. */
const FLAGS = ['--js-flags=--max-opt=1'];
const IN_WITHIN_MS = 60_000;
const SAID_WITHIN_MS = 10_000;

/** Six people in one call, whatever happens to it. */
export class Meeting {
  readonly lab: Lab;
  readonly #seats: Seat[];
  readonly #lines: string[] = [];

  static async begin(lab: Lab): Promise<Meeting> {
    const seats: Seat[] = [];
    for (const name of NAMES) {
      const seat = await lab.seat(name, { fps: FPS, flags: FLAGS, overrides: SCREEN });
      await seat.who.enter(lab.room);
      seats.push(seat);
    }
    const meeting = new Meeting(lab, seats);
    if (!Number.isFinite(await meeting.wholeAt(IN_WITHIN_MS))) throw new Error('The meeting never began.');
    for (const { call } of meeting.people) await call.openChat();
    return meeting;
  }

  private constructor(lab: Lab, seats: Seat[]) {
    this.lab = lab;
    this.#seats = seats;
  }

  get seats(): readonly Seat[] {
    return this.#seats;
  }

  get people(): readonly Participant[] {
    return this.#seats.map(({ who }) => who);
  }

  /** Another visit of the person at this seat, in a new page. */
  async comeAnew(seat: Seat): Promise<void> {
    const who = await seat.computer.person(seat.name, { overrides: SCREEN });
    this.#seats[this.#seats.indexOf(seat)] = { ...seat, who };
    const { context } = seat.who;
    await who.enter(this.lab.room);
    await who.call.openChat();
    await context.close();
  }

  /** When everybody has one tile and one connection for each other, and sees them move; infinite where they do not. */
  async wholeAt(withinMs: number): Promise<number> {
    const end = Date.now() + withinMs;
    const complete = await until(async () => (await this.flaws()).length === 0, withinMs);
    const moving = await allMoveAt(this.people, Math.max(0, end - Date.now()), LOOK_EVERY_MS);
    return (await this.flaws()).length === 0 ? Math.max(complete, moving) : Number.POSITIVE_INFINITY;
  }

  /** What is not as it should be on each screen, in words: ghosts, doubles, missing tiles, connections, tracks. */
  async flaws(): Promise<string[]> {
    const flaws = this.people.map(async (viewer) => {
      const others = this.people.filter((other) => other !== viewer).map(({ name }) => name);
      const { connections, tracks, sockets } = await viewer.counts();
      const found = [
        (await showsExactly(viewer, others)) ? '' : 'other tiles than there are people',
        connections === others.length ? '' : `${connections} connections`,
        tracks.audio === 1 && tracks.video === 1 ? '' : `${tracks.audio + tracks.video} tracks`,
        sockets === 2 ? '' : `${sockets} sockets`,
      ];
      return found.filter((flaw) => flaw !== '').map((flaw) => `${viewer.name}: ${flaw}`);
    });
    return (await Promise.all(flaws)).flat();
  }

  /** `writer` writes a line; answers how many people lack it, or any line before it. */
  async say(writer: Participant, text: string): Promise<number> {
    await writer.call.chat.send(text);
    this.#lines.push(text);
    let lacking = this.people.length;
    await until(async () => {
      const logs = await Promise.all(this.people.map(({ call }) => call.chat.texts()));
      lacking = logs.filter((log) => log.join('\n') !== this.#lines.join('\n')).length;
      return lacking === 0;
    }, SAID_WITHIN_MS);
    return lacking;
  }

  /** Bytes of JavaScript objects each page needs, by the page. */
  async heaps(): Promise<Map<Participant, number>> {
    const heaps = new Map<Participant, number>();
    for (const who of this.people) heaps.set(who, await neededHeap(who));
    return heaps;
  }
}
