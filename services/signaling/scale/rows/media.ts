import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import type { Browser, Page } from '@playwright/test';
import * as v from 'valibot';
import { ALLOW_CAPTURE, chromiumFlags } from '../../../../scripts/lib/chromium-flags.mjs';
import type { Row } from '../../fuzz/row.ts';
import type { Deployment } from '../deployment.ts';
import { exactly } from './figures.ts';

const BETWEEN_RESTARTS_MS = 4_000;
const WATCH = fileURLToPath(new URL('media-watch.js', import.meta.url));
const ROOM = 'rolling-restart';

const WatchedSchema = v.object({
  /** Pauses of pictures or sound that somebody would call a drop: longer than a second. */
  drops: v.number(),
  /** Connections the page ever made. */
  made: v.number(),
  /** WebSockets to the service the page ever opened. */
  sockets: v.number(),
  /** Pictures or packets of sound so far, whichever are fewer. */
  received: v.number(),
});
type Watched = v.InferOutput<typeof WatchedSchema>;

/** Two browsers in a call while every node is replaced. */
export async function mediaRows(deployment: Deployment): Promise<Row[]> {
  const browser = await chromium.launch({
    executablePath: process.env['CHROME_BIN'] ?? '',
    args: [...chromiumFlags(), ALLOW_CAPTURE],
  });
  try {
    const pages = [await enter(browser, deployment, 'Ada'), await enter(browser, deployment, 'Bob')];
    for (const page of pages) while ((await watched(page)).received < 20) await delay(100);
    const before = await Promise.all(pages.map(watched));
    for (const index of deployment.indexes) {
      await deployment.end(index, 'SIGTERM');
      await deployment.start(index);
      await delay(BETWEEN_RESTARTS_MS);
    }
    const after = await Promise.all(pages.map(watched));
    return rowsOf(before, after);
  } finally {
    await browser.close();
  }
}

function rowsOf(before: readonly Watched[], after: readonly Watched[]): Row[] {
  const grown = (of: keyof Watched): number =>
    after.reduce((sum, page, index) => sum + page[of] - (before[index]?.[of] ?? 0), 0);
  const returns = grown('sockets');
  return [
    exactly('rolling restart with two browsers: media drops', grown('drops'), 0),
    exactly('  calls made anew', grown('made'), 0),
    // Otherwise the call was never with a node that was restarted, and the row shows nothing.
    { name: '  sockets opened anew', figure: String(returns), limit: '>= 4', passed: returns >= 4 },
  ];
}

async function enter(browser: Browser, deployment: Deployment, name: string): Promise<Page> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.addInitScript({ path: WATCH });
  await page.goto(`${deployment.url()}/${ROOM}?name=${name}&join`);
  return page;
}

async function watched(page: Page): Promise<Watched> {
  return v.parse(WatchedSchema, await page.evaluate('window.parleyWatch'));
}
