import type { Page } from '@playwright/test';
import { percentile } from '../../scripts/lib/percentile.mjs';
import { readStopwatch, whenSeen } from '../stopwatch.ts';
import { closeAll, newVisitor } from '../visitor.ts';
import type { Measured, Scenario } from './figure.ts';

const MESSAGES = 200;
const ARRIVES_WITHIN_MS = 5_000;

/** The second person opens a link that asks nothing; then the two write to each other. */
export const directLink: Scenario = {
  name: 'direct link and chat',
  async run(browser, contestant, run) {
    const room = crypto.randomUUID();
    const ada = await newVisitor(browser);
    await ada.page.goto(contestant.directLink(room, 'Ada'));
    // Ada's own loading is over before Bo comes.
    await ada.page.waitForTimeout(1_500);
    const bo = await newVisitor(browser);
    await bo.page.goto(contestant.directLink(room, 'Bo'), { waitUntil: 'commit' });
    const seen = await Promise.all([whenSeen(bo.page, ['Ada']), whenSeen(ada.page, ['Bo'])]);
    const { started } = await readStopwatch(bo.page);

    await contestant.openChat(ada.page);
    await contestant.openChat(bo.page);
    const chat = await write(bo.page, ada.page, run);
    await closeAll([ada, bo]);
    return { 'link-2': Math.max(...seen) - started, ...chat };
  },
};

async function write(writer: Page, reader: Page, run: number): Promise<Measured> {
  const texts = Array.from({ length: MESSAGES }, (_, index) => `bench-${run}-${index}`);
  for (const text of texts) {
    await writer.keyboard.insertText(text);
    await writer.keyboard.press('Enter');
  }
  const last = texts.at(-1) ?? '';
  await reader
    .waitForFunction((text) => text in window.benchStopwatch.logged, last, { timeout: ARRIVES_WITHIN_MS })
    .catch(() => undefined);
  const [{ entered }, { logged }] = await Promise.all([readStopwatch(writer), readStopwatch(reader)]);
  const latencies = texts.flatMap((text) => {
    const from = entered[text];
    const to = logged[text];
    return from === undefined || to === undefined ? [] : [to - from];
  });
  return {
    'chat-p50': percentile(latencies, 0.5),
    'chat-p99': percentile(latencies, 0.99),
    'chat-lost': texts.length - latencies.length,
  };
}
