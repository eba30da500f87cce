import { setTimeout as delay } from 'node:timers/promises';
import type { Newcomer } from '../../fixtures/new-participant.ts';
import type { Participant } from '../../fixtures/participant.ts';
import { readReceived } from '../../fixtures/probe.ts';
import { neededHeap } from '../../fixtures/visits.ts';
import type { Lab, Seat } from '../lab/lab.ts';
import { showsExactly } from '../lab/tiles.ts';
import { until } from '../lab/until.ts';

const NAMES = ['Ada', 'Ben', 'Cleo', 'Dan', 'Eve', 'Fred'] as const;
/** What two cores carry of thirty streams in a browser each: everybody sends sound, these send pictures too. */
const WITH_CAMERA: readonly string[] = ['Ada', 'Ben'];
const FPS = 2;
/** Between two looks at what arrives. */
const LISTEN_MS = 1_000;
/** Six screens that are drawn by the processor: the less moves on them, the more is left for the call. */
const SCREEN = {
  locale: 'en-GB',
  viewport: { width: 480, height: 360 },
  reducedMotion: 'reduce',
} as const;
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
      const seat = await lab.seat(name, { fps: FPS, ...visit(name) });
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

  get seats(): readonly Seat[] {
    return this.#seats;
  }

  get people(): readonly Participant[] {
    return this.#seats.map(({ who }) => who);
  }

  /** Another visit of the person at this seat, in a new page. */
  async comeAnew(seat: Seat): Promise<void> {
    const who = await seat.computer.person(seat.name, visit(seat.name));
    this.#seats[this.#seats.indexOf(seat)] = { ...seat, who };
    const { context } = seat.who;
    await who.enter(this.lab.room);
    await who.call.openChat();
    await context.close();
  }

  /** When everybody has one tile and one connection for each other, and hears and sees them; infinite where they do not. */
  wholeAt(withinMs: number): Promise<number> {
    return until(async () => (await this.flaws()).length === 0, withinMs);
  }

  /** What is not as it should be, in words. */
  async flaws(): Promise<string[]> {
    const flaws = await this.#strays();
    return flaws.length > 0 ? flaws : this.#unheard();
  }

  /** Ghosts, doubles, missing tiles, and connections, tracks and sockets too many or too few. */
  async #strays(): Promise<string[]> {
    const flaws = this.people.map(async (viewer) => {
      const others = this.people.filter((other) => other !== viewer).map(({ name }) => name);
      const { connections, tracks, sockets } = await viewer.counts();
      const found = [
        (await showsExactly(viewer, others)) ? '' : 'other tiles than there are people',
        connections === others.length ? '' : `${connections} connections`,
        tracks.audio === 1 && tracks.video === Number(WITH_CAMERA.includes(viewer.name))
          ? ''
          : `${tracks.audio + tracks.video} tracks`,
        sockets === 2 ? '' : `${sockets} sockets`,
      ];
      return found.filter((flaw) => flaw !== '').map((flaw) => `${viewer.name}: ${flaw}`);
    });
    return (await Promise.all(flaws)).flat();
  }

  /** Who does not hear all others within a second, or see those who have a camera. */
  async #unheard(): Promise<string[]> {
    const flows = this.people.map(async (viewer) => {
      const before = await readReceived(viewer.page);
      await delay(LISTEN_MS);
      const after = await readReceived(viewer.page);
      const flowing = (kind: string) =>
        after.filter((now, index) => now.kind === kind && now.packets > (before[index]?.packets ?? Infinity))
          .length;
      const others = NAMES.filter((name) => name !== viewer.name);
      const cameras = others.filter((name) => WITH_CAMERA.includes(name)).length;
      const [sounds, pictures] = [flowing('audio'), flowing('video')];
      return sounds === others.length && pictures >= cameras
        ? []
        : [`${viewer.name}: ${sounds} sounds and ${pictures} pictures arrive`];
    });
    return (await Promise.all(flows)).flat();
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

function visit(name: string): Partial<Newcomer> {
  return { cameraOff: !WITH_CAMERA.includes(name), overrides: SCREEN };
}
