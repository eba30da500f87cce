import { expectAccessible } from '../fixtures/axe.ts';
import { expect, test } from '../fixtures/participants.ts';
import { CheckPage } from '../pages/check-page.ts';

/** Numbers with dots, or groups with colons: addresses of any kind. */
const ADDRESS = /\d+\.\d+\.\d+\.\d+|[\da-f]{1,4}:[\da-f:]*:[\da-f]{1,4}|localhost|\.local/i;

test.describe('check my connection', () => {
  test('is a link away from the first page, and finds that all is well', async ({ participant }) => {
    const { home, page } = await participant('Ada');
    await home.open();
    await page.getByRole('link', { name: 'Check my connection' }).click();
    const check = new CheckPage(page);
    await check.run();
    await expect(check.verdict).toContainText('Everything you need for a call works.');
    await expect(check.row('Camera')).toContainText('Works.');
    await expect(check.row('Microphone')).toContainText('Works.');
    await expect(check.row('Parley')).toContainText(/Reached\. It answers within \d+ ms\./);
    await expect(check.row('From browser to browser')).toContainText('Possible in your network.');
    await expect(check.row('Relay over UDP')).toContainText('This Parley does not offer it.');
    await expect(check.row('Delay and loss')).toContainText(
      /\d+ ms there and back inside this device, \d+ % lost\./,
    );
  });

  test('copies a report that holds no address and no name', async ({ participant }) => {
    const ada = await participant('Ada');
    await ada.enter('canary-room');
    await ada.call.leave();
    const check = new CheckPage(ada.page);
    await check.open();
    await check.run();
    const report = await check.report();
    expect(report).toContain('verdict: ok');
    expect(report).toMatch(/candidates: host [1-9]/);
    expect(report).not.toMatch(ADDRESS);
    expect(report).not.toMatch(/Ada|canary|fake_device/i);
  });

  test('lets go of everything: devices, connections, sockets', async ({ participant }) => {
    const ada = await participant('Ada');
    const check = new CheckPage(ada.page);
    await check.open();
    await check.run();
    await expect
      .poll(() => ada.counts())
      .toEqual({ connections: 0, tracks: { audio: 0, video: 0 }, sockets: 0 });
  });

  test('says what is wrong with a camera that is blocked, and checks the rest', async ({
    participant,
    room,
  }) => {
    const { lobby, page } = await participant('Ada', { capture: 'denied' });
    await lobby.open(room);
    await page.getByRole('link', { name: 'Check my connection' }).click();
    const check = new CheckPage(page);
    await check.run();
    await expect(check.verdict).toContainText('Nobody would see or hear you.');
    await expect(check.row('Camera')).toContainText('Your camera is blocked');
    await expect(check.row('Camera')).toContainText('Allow the camera for this page');
    await expect(check.row('Parley')).toContainText('Reached.');
    // This browser passes no hidden names on; others may.
    await expect(check.row('From browser to browser')).toContainText(/Possible|Not tried/);
    expect(await check.report()).toContain('camera: failed, permission-denied');
  });

  test('says that there is no network, and works once there is one', async ({ participant }) => {
    const { context, page } = await participant('Ada');
    const check = new CheckPage(page);
    await check.open();
    await context.setOffline(true);
    await check.run();
    await expect(check.verdict).toContainText('You are offline.');
    await context.setOffline(false);
    await check.again.click();
    await expect(check.verdict).toContainText('Everything you need for a call works.');
  });

  test('says that the service is gone', async ({ participant, startService }) => {
    const service = await startService();
    const { page, watch } = await participant('Ada', { service });
    watch.allowErrors(/ERR_CONNECTION_REFUSED/);
    const check = new CheckPage(page);
    await check.open();
    await service.kill();
    await check.run();
    await expect(check.verdict).toContainText('Parley cannot be reached.');
    await expect(check.row('Relay over TLS')).toContainText('Not checked');
  });

  test('says that the relays do not answer', async ({ participant, startService }) => {
    const urls = ['turn:127.0.0.1:1', 'turn:127.0.0.1:1?transport=tcp', 'turns:127.0.0.1:1'];
    const service = await startService({
      ICE_SERVERS: JSON.stringify([{ urls, username: 'u', credential: 'c' }]),
    });
    const { page } = await participant('Ada', { service });
    const check = new CheckPage(page);
    await check.open();
    await check.run();
    await expect(check.verdict).toContainText('Calls work, but perhaps not with everybody.');
    for (const name of ['UDP', 'TCP', 'TLS']) {
      await expect(check.row(`Relay over ${name}`)).toContainText('Not reached.');
    }
  });

  test('works by keyboard, in German, and axe finds nothing', async ({ participant }) => {
    const { page } = await participant('Ada', { context: { reducedMotion: 'reduce', locale: 'de-DE' } });
    await page.goto('/check');
    const start = page.getByRole('button', { name: 'Prüfung starten' });
    await start.waitFor();
    await expectAccessible(page, 'check, before');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await expect(start).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByText('Alles, was du für einen Anruf brauchst, geht.')).toBeVisible({
      timeout: 30_000,
    });
    await expectAccessible(page, 'check, after');
  });

  for (const width of [320, 360, 820, 1440]) {
    test(`fits ${width} px`, async ({ participant }) => {
      const { page } = await participant('Ada', { context: { viewport: { width, height: 740 } } });
      const check = new CheckPage(page);
      await check.open();
      await check.run();
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
      const words = await check.verdict.boundingBox();
      expect(words?.width, 'the sentence has the width to be read').toBeGreaterThan(
        0.6 * Math.min(width, 900),
      );
    });
  }
});
