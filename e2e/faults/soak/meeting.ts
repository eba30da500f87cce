import type { Participant } from '../../fixtures/participant.ts';
import { readReceived } from '../../fixtures/probe.ts';
import { neededHeap } from '../../fixtures/visits.ts';
import type { Lab, Seat } from '../lab/lab.ts';
import { showsExactly } from '../lab/tiles.ts';
import { until } from '../lab/until.ts';

const NAMES = ['Ada', 'Ben', 'Cleo', 'Dan', 'Eve', 'Fred'] as const;
/** The machine code that V8 makes of what runs often counts as heap, and is no leak. */
const FLAGS = ['--js-flags=--max-opt=0'];
/** Six screens that are drawn by the processor: the less moves on them, the more is left for the call. */
const SCREEN = {
  locale: 'en-GB',
  viewport: { width: 480, height: 360 },
  reducedMotion: 'reduce',
} as const;
const IN_WITHIN_MS = 60_000;
const HEAP_READINGS = 3;
const SAID_WITHIN_MS = 10_000;

/** Six people in one call, whatever happens to it. */
export class Meeting {
  readonly lab: Lab;
  readonly #seats: Seat[];
  readonly #lines: string[] = [];
  #lacked: readonly string[] = [];
  /** When it was mended what was broken: milliseconds since the epoch. */
  #mendedAt = 0;

  /** `flags` of everybody's browser: what they have for a camera. */
  static async begin(lab: Lab, flags: readonly string[]): Promise<Meeting> {
    const seats: Seat[] = [];
    for (const name of NAMES) {
      const seat = await lab.seat(name, { flags: [...FLAGS, ...flags], overrides: SCREEN });
      await seat.who.enter(lab.room);
      seats.push(seat);
    }
    const meeting = new Meeting(lab, seats);
    if (!Number.isFinite(await meeting.wholeAt(IN_WITHIN_MS)))
      throw new Error(['The meeting never began.', ...(await meeting.flaws())].join('\n'));
    for (const { call } of meeting.people) await call.openChat();
    return meeting;
  }

  private constructor(lab: Lab, seats: Seat[]) {
    this.lab = lab;
    this.#seats = seats;
  }

  /** What was not as it should be when `wholeAt` found that for the last time: it came last. */
  get lacked(): readonly string[] {
    return this.#lacked;
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

  /** When everybody has one tile and one connection for each other, and hears and sees them; infinite where they do not. */
  async wholeAt(withinMs: number): Promise<number> {
    this.#mendedAt = Date.now();
    this.#lacked = [];
    return until(async () => {
      const flaws = await this.flaws();
      if (flaws.length > 0) this.#lacked = flaws;
      return flaws.length === 0;
    }, withinMs);
  }

  /** What is not as it should be, in words. */
  async flaws(): Promise<string[]> {
    return [...(await this.#strays()), ...(await this.#unheard())];
  }

  /** Ghosts, doubles, missing tiles, and connections, tracks and sockets too many or too few. */
  async #strays(): Promise<string[]> {
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

  /** Who has not heard and seen all others since `wholeAt` was asked. */
  async #unheard(): Promise<string[]> {
    const silent = this.people.map(async (viewer) => {
      const flows = await readReceived(viewer.page);
      const fresh = flows.filter(({ arrivedAt }) => arrivedAt > this.#mendedAt);
      const count = (wanted: string) => fresh.filter(({ kind }) => kind === wanted).length;
      const others = NAMES.length - 1;
      const [sounds, pictures] = [count('audio'), count('video')];
      return sounds === others && pictures >= others
        ? []
        : [`${viewer.name}: ${sounds} sounds and ${pictures} pictures arrive`];
    });
    return (await Promise.all(silent)).flat();
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
    for (const who of this.people) heaps.set(who, await leastHeap(who));
    return heaps;
  }
}

/** In a call there is always something that was just made and is not needed much longer: 8 % of the heap, seen once. */
async function leastHeap(who: Participant): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let reading = 0; reading < HEAP_READINGS; reading += 1) least = Math.min(least, await neededHeap(who));
  return least;
}
