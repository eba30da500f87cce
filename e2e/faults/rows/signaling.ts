import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import type { Bench, Fault } from '../fault.ts';
import { Conversation } from '../lab/conversation.ts';
import type { Lab, Seat } from '../lab/lab.ts';
import { allMoveAt } from '../lab/picture.ts';
import { rateOf, readReception } from '../lab/reception.ts';
import { Before, showsExactly } from '../lab/tiles.ts';
import { until } from '../lab/until.ts';
import { atLeast, atMost, exactly, type Row } from '../row.ts';

/** The app waits so long before it says a word. */
const WORTH_A_WORD_MS = 3_000;
/** How long a healthy call is watched, to have something to compare with. */
const BEFORE_MS = 10_000;
const WITHIN_MS = 20_000;
const HINT = 'The connection to the server is interrupted. Your call goes on';

/** A way in which the service can be gone, and how it comes back. */
interface Loss {
  readonly id: string;
  readonly title: string;
  readonly awayMs: number;
  /** How long the app may need to notice, before it waits for the hint to be worth it. */
  readonly noticedMs: number;
  cut(lab: Lab, seats: readonly Seat[]): Promise<void> | void;
  mend(lab: Lab, seats: readonly Seat[]): Promise<void> | void;
}

const LOSSES: readonly Loss[] = [
  {
    id: 'signaling-killed',
    title: 'service killed for 60 s, back with empty memory',
    awayMs: 60_000,
    noticedMs: 1_000,
    cut: ({ service }) => service.kill(),
    mend: ({ service }) => service.start(),
  },
  {
    id: 'signaling-stopped',
    title: 'service told to stop, and started again after 20 s',
    awayMs: 20_000,
    // It tells everybody when to come back, and goes on for a second before it closes.
    noticedMs: 2_500,
    cut: ({ service }) => service.stop(),
    mend: ({ service }) => service.start(),
  },
  {
    id: 'signaling-swallowed',
    title: 'service behind a black hole for 60 s',
    awayMs: 60_000,
    noticedMs: 12_000,
    cut: ({ port }, seats) => seats.forEach(({ computer }) => computer.link.swallow(port)),
    mend: (_, seats) => seats.forEach(({ computer }) => computer.link.mend()),
  },
];

export const signalingLosses: readonly Fault[] = LOSSES.map((loss) => ({
  id: loss.id,
  name: loss.title,
  run: (bench) => lose(loss, bench),
}));

async function lose(loss: Loss, { lab, conversations }: Bench): Promise<Row[]> {
  const seats = await lab.seats(['Ada', 'Ben', 'Cleo']);
  const people = seats.map(({ who }) => who);
  const pages = people.map(({ page }) => page);
  const late = await lab.seat('Dan');
  await Promise.all(people.map((person) => person.enter(lab.room)));
  await allMoveAt(people, WITHIN_MS);
  const talk = await Conversation.begin(people);
  const usual = await rates(pages, () => delay(BEFORE_MS));
  const before = await Before.of(people);

  const cutAt = Date.now();
  await loss.cut(lab, seats);
  let hinted = 0;
  let modals = 0;
  const away = await rates(pages, async () => {
    hinted = Math.max(...(await Promise.all(pages.map((page) => hintIs(page, true, WITHIN_MS))))) - cutAt;
    await delay(Math.max(0, loss.awayMs - (Date.now() - cutAt)));
    modals = await sum(pages.map((page) => page.getByRole('dialog').count()));
  });
  const closed = await before.connectionsChanged();
  const tiles = await before.tilesChanged();

  await loss.mend(lab, seats);
  const mendedAt = Date.now();
  const back =
    Math.max(...(await Promise.all(pages.map((page) => hintIs(page, false, WITHIN_MS))))) - mendedAt;
  const again = (await before.connectionsChanged()) + (await before.tilesChanged());
  await late.who.enter(lab.room);
  const everyone = [...people, late.who];
  const whole = await until(() => allSee(everyone), WITHIN_MS);
  const seen = Number.isFinite(whole) && Number.isFinite(await allMoveAt(everyone, WITHIN_MS));
  await talk.admit(late.who);
  await conversations.count(talk, loss.title);

  const limit = loss.noticedMs + WORTH_A_WORD_MS;
  return [
    exactly(`${loss.title}: connections closed or made anew`, closed, 0),
    exactly(`${loss.title}: tiles changed`, tiles, 0),
    atLeast(`${loss.title}: media meanwhile`, { values: shares(usual, away), limit: 95, unit: '%' }),
    atMost(`${loss.title}: noticed`, {
      values: [hinted - WORTH_A_WORD_MS],
      limit: loss.noticedMs,
      unit: 's',
    }),
    atMost(`${loss.title}: hint`, { values: [hinted], limit, unit: 's' }),
    exactly(`${loss.title}: modals`, modals, 0),
    atMost(`${loss.title}: rejoined`, { values: [back], limit: 5_000, unit: 's' }),
    exactly(`${loss.title}: connections and tiles changed by the return`, again, 0),
    exactly(`${loss.title}: newcomer sees everyone and is seen (1 = yes)`, Number(seen), 1),
  ];
}

/** When the hint of a lost service stands in `page`, or stands there no more. */
function hintIs(page: Page, there: boolean, withinMs: number): Promise<number> {
  const hint = page.getByText(HINT).first();
  return until(async () => (await hint.isVisible()) === there, withinMs);
}

async function allSee(people: Parameters<typeof showsExactly>[0][]): Promise<boolean> {
  const each = people.map((viewer) =>
    showsExactly(
      viewer,
      people.filter((other) => other !== viewer).map(({ name }) => name),
    ),
  );
  return (await Promise.all(each)).every(Boolean);
}

/** Packets of sound and frames of picture a second that each page receives while `during` lasts. */
async function rates(pages: readonly Page[], during: () => Promise<unknown>): Promise<number[]> {
  const from = await Promise.all(pages.map(readReception));
  await during();
  const to = await Promise.all(pages.map(readReception));
  return pages.flatMap((_, index) => {
    const [first, last] = [from[index], to[index]];
    if (first === undefined || last === undefined) return [];
    return [rateOf('soundPackets', first, last), rateOf('frames', first, last)];
  });
}

/** Each of `now` in percent of what it usually is. */
function shares(usual: readonly number[], now: readonly number[]): number[] {
  return now.map((rate, index) => (100 * rate) / (usual[index] ?? Number.NaN));
}

async function sum(counts: readonly Promise<number>[]): Promise<number> {
  return (await Promise.all(counts)).reduce((total, count) => total + count, 0);
}
