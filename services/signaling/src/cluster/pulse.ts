import type { Clock } from '../clock.ts';
import type { Logger } from '../logger.ts';
import type { Beat, Bus } from './bus.ts';

export interface PulseEvents {
  /** The bus answers, for the first time or after a break: messages may have been missed meanwhile. */
  readonly up: () => void;
  /** The bus does not answer any more. */
  readonly down: () => void;
  readonly beat: (beat: Beat) => void;
}

/**
 * Says again and again that this node is alive, and knows by the answers whether the bus works. While it does not,
 * nothing but one beat at a time is asked of it: what is kept here goes on as if there were no bus.
 */
export class Pulse {
  readonly #bus: Bus;
  readonly #clock: Clock;
  readonly #log: Logger;
  #events: PulseEvents = { up: () => undefined, down: () => undefined, beat: () => undefined };
  #up = false;
  /** When the beat that is not answered yet was sent. */
  #since: number | null = null;
  /** Counts beats: what is answered to one that was given up is void. */
  #count = 0;
  #cancel: (() => void) | null = null;
  #firstAnswer: (() => void) | null = null;

  constructor(bus: Bus, clock: Clock, log: Logger) {
    this.#bus = bus;
    this.#clock = clock;
    this.#log = log;
  }

  get up(): boolean {
    return this.#up;
  }

  /** Begins to beat. Resolves with the first answer, or without one when the patience is over. */
  async start(events: PulseEvents): Promise<void> {
    this.#events = events;
    const answered = new Promise<void>((resolve) => {
      const cancel = this.#clock.schedule(resolve, this.#bus.timing.patienceMs);
      this.#firstAnswer = () => {
        cancel();
        resolve();
      };
    });
    this.#tick();
    await answered;
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
    this.#up = false;
    this.#count += 1;
  }

  /** Messages may have been missed: counts as down until the next beat is answered. */
  gap(): void {
    this.#count += 1;
    this.#since = null;
    this.#fall();
  }

  #tick(): void {
    const { beatMs, patienceMs } = this.#bus.timing;
    this.#cancel = this.#clock.schedule(() => this.#tick(), beatMs);
    if (this.#since === null) void this.#beat();
    else if (this.#clock.now() - this.#since >= patienceMs) this.#fall();
  }

  async #beat(): Promise<void> {
    this.#since = this.#clock.now();
    const count = (this.#count += 1);
    const beat = await this.#bus.beat().catch(() => null);
    if (count !== this.#count) return;
    this.#since = null;
    if (beat) this.#answered(beat);
    else this.#fall();
  }

  #answered(beat: Beat): void {
    if (!this.#up) this.#log.info({ event: 'bus-up' });
    // Also where the bus worked all the time: others may have taken this node for dead, and forgotten it.
    const begins = !this.#up || !beat.kept;
    this.#up = true;
    if (begins) this.#events.up();
    this.#events.beat(beat);
    this.#firstAnswer?.();
  }

  #fall(): void {
    if (!this.#up) return;
    this.#up = false;
    this.#log.warn({ event: 'bus-down' });
    this.#events.down();
  }
}
