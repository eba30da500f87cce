import type { Browser, BrowserContext, Page } from '@playwright/test';
import { installStopwatch } from './stopwatch.ts';

/** One person with a browser that never saw any of the pages: nothing cached, nothing stored. */
export interface Visitor {
  readonly context: BrowserContext;
  readonly page: Page;
}

export async function newVisitor(browser: Browser): Promise<Visitor> {
  const context = await browser.newContext({
    locale: 'en-GB',
    viewport: { width: 1280, height: 720 },
    permissions: ['camera', 'microphone'],
  });
  return { context, page: await newPage(context) };
}

export async function newPage(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await installStopwatch(page);
  return page;
}

export async function closeAll(visitors: readonly Visitor[]): Promise<void> {
  await Promise.all(visitors.map(({ context }) => context.close()));
}
