import type { Page } from '@playwright/test';
import type { Browsers } from '../fixtures/browsers.ts';
import { Embedder } from '../fixtures/embedder.ts';
import { expectMoves, expectVideoAdvances } from '../fixtures/media.ts';
import { expect, test } from '../fixtures/participants.ts';

async function open(browsers: Browsers, address: string): Promise<Page> {
  const browser = await browsers.for('granted');
  const context = await browser.newContext({ serviceWorkers: 'block' });
  await context.grantPermissions(['camera', 'microphone']);
  const page = await context.newPage();
  await page.goto(address);
  return page;
}

test.describe('a page of another origin', () => {
  let embedder: Embedder;
  let shown = '';

  test.beforeEach(async () => {
    embedder = await Embedder.start(() => shown);
  });
  test.afterEach(() => embedder.stop());

  test('that is listed holds a meeting in a frame', async ({ browsers, participant, startService, room }) => {
    const service = await startService({ FRAME_ANCESTORS: `https://school.example,${embedder.origin}` });
    shown = `${service.url}/${room}?name=Ada&amp;join`;
    const school = await open(browsers, embedder.origin);
    const frame = school.frameLocator('iframe');
    await frame.getByRole('button', { name: 'Leave', exact: true }).waitFor();
    const ben = await participant('Ben', { service });
    await ben.enter(room);
    await expectVideoAdvances(ben, 'Ada');
    await expectMoves(frame.getByRole('group', { name: 'Ben', exact: true }).locator('video'), 'Ben moves');
    const delegated = await frame.locator('html').evaluate(() => {
      const policy: unknown = Reflect.get(document, 'featurePolicy');
      const allowed = policy as { allowsFeature(name: string): boolean };
      const wanted = ['camera', 'microphone', 'display-capture', 'fullscreen', 'autoplay'];
      return wanted.filter((feature) => !allowed.allowsFeature(feature));
    });
    expect(delegated, 'kept from the frame').toEqual([]);
    await school.context().close();
  });

  test('that is not listed is refused', async ({ browsers, startService, room }) => {
    for (const FRAME_ANCESTORS of ['https://school.example', '']) {
      const service = await startService({ FRAME_ANCESTORS });
      shown = `${service.url}/${room}`;
      const school = await open(browsers, 'about:blank');
      const refusal = school.waitForEvent('console', (line) => line.text().includes('frame-ancestors'));
      await school.goto(embedder.origin);
      expect((await refusal).type()).toBe('error');
      await expect.poll(() => school.frames()[1]?.url()).toBe('chrome-error://chromewebdata/');
      await expect(school.frameLocator('iframe').getByLabel('Your name')).toBeHidden();
      await school.context().close();
    }
  });
});
