import type { Response } from '@playwright/test';
import { whenSeen } from '../stopwatch.ts';
import { closeAll, newPage, newVisitor } from '../visitor.ts';
import { codeBytes, type Traffic, Wire } from '../wire.ts';
import type { Scenario } from './figure.ts';

const KB = 1_000;

/** The first page in a browser that was never here. */
export const coldHome: Scenario = {
  name: 'home, cold',
  async run(browser, contestant) {
    const visitor = await newVisitor(browser);
    const wire = await Wire.tap(visitor.page);
    await visitor.page.goto(contestant.home);
    const traffic = await wire.settled();
    await closeAll([visitor]);
    return inFigures('home', traffic);
  },
};

/** All that a call needs: from an empty cache to seeing the person who is there already. */
export const coldRoom: Scenario = {
  name: 'room, cold',
  async run(browser, contestant) {
    const room = crypto.randomUUID();
    const ada = await newVisitor(browser);
    await ada.page.goto(contestant.directLink(room, 'Ada'));
    const bo = await newVisitor(browser);
    const wire = await Wire.tap(bo.page);
    await bo.page.goto(contestant.directLink(room, 'Bo'));
    await whenSeen(bo.page, ['Ada']);
    const traffic = await wire.settled();
    await closeAll([ada, bo]);
    return inFigures('room', traffic);
  },
};

/** Home and a room again in the browser that was here a moment ago. */
export const secondVisit: Scenario = {
  name: 'second visit',
  oursOnly: true,
  async run(browser, contestant) {
    const visitor = await newVisitor(browser);
    const first = await Wire.tap(visitor.page);
    await visitor.page.goto(contestant.home);
    await visitor.page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
    await first.settled();
    await allCached(visitor.page);
    await visitor.page.close();

    const responses: Response[] = [];
    visitor.context.on('response', (response) => responses.push(response));
    const page = await newPage(visitor.context);
    const again = await Wire.tap(page);
    for (const address of [contestant.home, contestant.lobby(crypto.randomUUID())]) {
      await page.goto(address);
      await again.settled();
    }
    const bytes = await codeBytes(responses);
    await closeAll([visitor]);
    return { 'again-kb': bytes / KB };
  },
};

/** The service worker goes on fetching after it is ready. */
async function allCached(page: Awaited<ReturnType<typeof newPage>>): Promise<void> {
  let before = -1;
  for (;;) {
    const now = await page.evaluate(async () => {
      const caches = await Promise.all((await window.caches.keys()).map((key) => window.caches.open(key)));
      return (await Promise.all(caches.map((cache) => cache.keys()))).flat().length;
    });
    if (now === before) return;
    before = now;
    await page.waitForTimeout(1_000);
  }
}

function inFigures(page: string, traffic: Traffic) {
  return {
    [`${page}-kb`]: traffic.bytes / KB,
    [`${page}-requests`]: traffic.requests,
    [`${page}-third-party`]: traffic.thirdParty,
  };
}
