import { setTimeout as delay } from 'node:timers/promises';
import { seenAt } from '../../fixtures/latency.ts';
import type { Bench, Fault } from '../fault.ts';
import { Conversation } from '../lab/conversation.ts';
import { Pairs } from '../lab/pairs.ts';
import { allMoveAt } from '../lab/picture.ts';
import { Before, TROUBLE } from '../lab/tiles.ts';
import { atMost, exactly, type Row } from '../row.ts';

/** Calls that share one line. More would measure how two cores share their time among so many pages. */
const CALLS = 2;
/** For a fault that has no percentile to show. */
const FEW_TRIES = 4;
const BACK_WITHIN_MS = 40_000;
/** From one cut to the next. */
const SETTLE_MS = 5_000;
const WITHIN_MS = 20_000;
const LAST_FRAMES_MS = 500;

/** How long a path is silent, and how soon after that the picture must move. */
const CUTS = [
  { cutMs: 8_000, limit: 1_000, repeated: false },
  { cutMs: 25_000, limit: 3_000, repeated: true },
  { cutMs: 60_000, limit: 3_000, repeated: true },
] as const;

export const pathCuts: readonly Fault[] = CUTS.map(({ cutMs, limit, repeated }) => {
  const name = `path cut for ${cutMs / 1_000} s`;
  return {
    id: `path-${cutMs / 1_000}`,
    name,
    run: (bench) =>
      cutPaths(bench, {
        name,
        cutMs,
        limit,
        tries: repeated ? bench.tries : Math.min(FEW_TRIES, bench.tries),
      }),
  };
});

async function cutPaths(
  { lab, conversations }: Bench,
  { name, cutMs, limit, tries }: { name: string; cutMs: number; limit: number; tries: number },
): Promise<Row[]> {
  const pairs = await Pairs.meet(lab, Math.min(CALLS, tries));
  const [near, far] = pairs.ends;
  const before = await Before.of(pairs.people);
  const talks = await Promise.all(pairs.calls.map((pair) => Conversation.begin(pair)));
  const backs: number[] = [];
  while (backs.length < tries) {
    await delay(SETTLE_MS);
    near.link.cutFrom(far.link);
    await delay(cutMs);
    near.link.mend();
    backs.push(...(await pairs.whole(Date.now(), BACK_WITHIN_MS)));
  }
  const rebuilt = await before.connectionsChanged();
  const tiles = await before.tilesChanged();
  for (const talk of talks) await conversations.count(talk, name);
  return [
    atMost(`${name}: picture back`, { values: backs, limit, unit: 's' }),
    // After long silence a new connection may be the better way; the tile stays in any case.
    ...(cutMs > 8_000 ? [] : [exactly(`${name}: connections torn down`, rebuilt, 0)]),
    exactly(`${name}: tiles changed`, tiles, 0),
  ];
}

/** Wifi to mobile: the old address is gone, for media and for signaling. */
export const addressChange: Fault = {
  id: 'address',
  name: 'address change',
  async run({ lab, conversations, tries }) {
    const pairs = await Pairs.meet(lab, Math.min(CALLS, tries));
    const before = await Before.of(pairs.people);
    const talks = await Promise.all(pairs.calls.map((pair) => Conversation.begin(pair)));
    const backs: number[] = [];
    while (backs.length < tries) {
      await delay(SETTLE_MS);
      const movedAt = Date.now();
      pairs.ends[0].link.changeAddress();
      // What had arrived before is shown by then.
      await delay(LAST_FRAMES_MS);
      backs.push(...(await pairs.whole(movedAt, BACK_WITHIN_MS)));
    }
    const tiles = await before.tilesChanged();
    for (const talk of talks) await conversations.count(talk, this.name);
    return [
      atMost('address change: picture back', { values: backs, limit: 5_000, unit: 's' }),
      exactly('address change: tiles changed', tiles, 0),
    ];
  },
};

export const oneOfThreePaths: Fault = {
  id: 'path-of-three',
  name: 'one of three paths cut for 25 s',
  async run({ lab, conversations }) {
    const seats = await lab.seats(['Ada', 'Ben', 'Cleo']);
    const [ada, ben, cleo] = seats;
    const people = seats.map(({ who }) => who);
    await Promise.all(people.map((person) => person.enter(lab.room)));
    await allMoveAt(people, WITHIN_MS);
    const talk = await Conversation.begin(people);
    const before = await Before.of(people);
    // Whether pictures flow is known after some looks; a path cut before that is taken for one of people who are muted.
    await delay(SETTLE_MS);

    const cutAt = Date.now();
    const words = [
      [ada, 'Ben'],
      [ben, 'Ada'],
      [ada, 'Cleo'],
      [ben, 'Cleo'],
      [cleo, 'Ada'],
      [cleo, 'Ben'],
    ] as const;
    const said = words.map(([viewer, tile]) =>
      Promise.race([
        seenAt(viewer.who.page, { tile, says: TROUBLE, there: true }),
        delay(25_000).then(() => Number.POSITIVE_INFINITY),
      ]),
    );
    ada.computer.link.cutFrom(ben.computer.link);
    const [adasWord, bensWord, ...others] = await Promise.all(said);
    ada.computer.link.mend();
    const mendedAt = Date.now();
    const back = (await allMoveAt([ada.who, ben.who], BACK_WITHIN_MS)) - mendedAt;
    const tiles = await before.tilesChanged();
    await conversations.count(talk, this.name);
    const hints = [adasWord, bensWord].map((at = Number.POSITIVE_INFINITY) => at - cutAt);
    return [
      atMost(`${this.name}: the tile says so`, { values: hints, limit: 3_000, unit: 's' }),
      exactly(`${this.name}: other tiles that say so`, others.filter(Number.isFinite).length, 0),
      exactly(`${this.name}: tiles changed`, tiles, 0),
      atMost(`${this.name}: picture back`, { values: [back], limit: 3_000, unit: 's' }),
    ];
  },
};
