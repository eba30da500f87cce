import type { Page } from '@playwright/test';
import { readStopwatch, whenSeen } from '../stopwatch.ts';
import { closeAll, newVisitor, type Visitor } from '../visitor.ts';
import type { Scenario } from './figure.ts';

const NAMES = ['Ada', 'Bo', 'Cleo', 'Dan'];
/** A person looks at the lobby at least this long; time enough to warm up what can be warmed up. */
const IN_THE_LOBBY_MS = 1_500;
/** Encoders have settled by then. */
const SETTLED_AFTER_MS = 5_000;
const COUNTED_FOR_MS = 8_000;

/** Four people come in one after the other by the lobby, then their pictures are counted. */
export const callOfFour: Scenario = {
  name: 'join and call of four',
  async run(browser, contestant) {
    const address = contestant.lobby(crypto.randomUUID());
    const visitors: Visitor[] = [];
    const joined: number[] = [];
    for (const name of NAMES) {
      const visitor = await newVisitor(browser);
      visitors.push(visitor);
      await visitor.page.goto(address);
      joined.push(await join(visitors, name));
    }
    const fps = await slowestTile(visitors.map(({ page }) => page));
    await closeAll(visitors);
    return { 'join-2': at(joined, 1), 'join-3': at(joined, 2), 'join-4': at(joined, 3), fps };
  },
};

/** The last of `visitors` joins. Milliseconds from the click until all see all. */
async function join(visitors: readonly Visitor[], name: string): Promise<number> {
  const newcomer = visitors.at(-1)?.page;
  if (newcomer === undefined) return Number.NaN;
  await newcomer.getByRole('textbox', { name: 'Your name' }).fill(name);
  await newcomer.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0);
  await newcomer.waitForTimeout(IN_THE_LOBBY_MS);
  await newcomer.getByRole('button', { name: 'Join', exact: true }).click();
  const others = visitors.slice(0, -1).map(({ page }) => page);
  const seen = await Promise.all([
    whenSeen(newcomer, NAMES.slice(0, others.length)),
    ...others.map((page) => whenSeen(page, [name])),
  ]);
  const { clicked } = await readStopwatch(newcomer);
  return Math.max(...seen) - clicked;
}

async function slowestTile(pages: readonly Page[]): Promise<number> {
  const first = pages[0];
  await first?.waitForTimeout(SETTLED_AFTER_MS);
  const before = await Promise.all(pages.map(shownFrames));
  await first?.waitForTimeout(COUNTED_FOR_MS);
  const after = await Promise.all(pages.map(shownFrames));
  const rates = pages.flatMap((_, viewer) =>
    NAMES.filter((__, index) => index !== viewer).map((name) => {
      const [from, to] = [before[viewer], after[viewer]];
      if (from === undefined || to === undefined) return 0;
      return ((to.frames[name] ?? 0) - (from.frames[name] ?? 0)) / ((to.at - from.at) / 1_000);
    }),
  );
  return Math.min(...rates);
}

function shownFrames(page: Page) {
  return page.evaluate(() => {
    const frames: Record<string, number> = {};
    for (const tile of document.querySelectorAll('[role="group"][aria-label]')) {
      const video = tile.querySelector('video');
      if (video === null) continue;
      const { totalVideoFrames, droppedVideoFrames } = video.getVideoPlaybackQuality();
      frames[tile.getAttribute('aria-label') ?? ''] = totalVideoFrames - droppedVideoFrames;
    }
    return { at: performance.now(), frames };
  });
}

function at(values: readonly number[], index: number): number {
  return values[index] ?? Number.NaN;
}
