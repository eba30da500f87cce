import type { Participant } from '../../fixtures/participant.ts';
import type { Computer } from './computer.ts';
import type { Lab } from './lab.ts';
import { allMoveAt } from './picture.ts';

const SEEN_WITHIN_MS = 20_000;

/** Two people in a room of their own; each sits at another end of the same line as all the other pairs. */
export type Pair = readonly [Participant, Participant];

/** Several calls of two between the same two computers: what is done to the line is tried on all of them at once. */
export class Pairs {
  readonly calls: readonly Pair[];
  readonly ends: readonly [Computer, Computer];

  static async meet(lab: Lab, count: number): Promise<Pairs> {
    const ends = [await lab.computer(), await lab.computer()] as const;
    const calls: Pair[] = [];
    for (let number = 1; number <= count; number += 1) calls.push(await meet(ends, `${lab.room}-${number}`));
    return new Pairs(ends, calls);
  }

  private constructor(ends: readonly [Computer, Computer], calls: readonly Pair[]) {
    this.ends = ends;
    this.calls = calls;
  }

  get people(): readonly Participant[] {
    return this.calls.flat();
  }

  /** For each call, milliseconds from `since` until both see the other move again; infinite where they do not. */
  async whole(since: number, withinMs: number): Promise<number[]> {
    const moves = this.calls.map((pair) => allMoveAt(pair, withinMs));
    return (await Promise.all(moves)).map((at) => at - since);
  }
}

async function meet([first, second]: readonly [Computer, Computer], room: string): Promise<Pair> {
  const pair = [await first.person('Ada'), await second.person('Ben')] as const;
  await Promise.all(pair.map((person) => person.enter(room)));
  if (!Number.isFinite(await allMoveAt(pair, SEEN_WITHIN_MS)))
    throw new Error('A pair never saw each other before anything was broken.');
  return pair;
}
