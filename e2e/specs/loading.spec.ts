import type { Page } from '@playwright/test';
import { builtFrom } from '../fixtures/built-files.ts';
import { expect, test } from '../fixtures/participants.ts';
import type { Participant } from '../fixtures/participant.ts';

const NOT_ARRIVED = [/net::ERR_ADDRESS_UNREACHABLE/, /Failed to fetch dynamically imported module/];
/** Milliseconds; it loads again ten seconds after it loaded. */
const SOONER_THAN_BY_ITSELF = 7_000;
/** What the page says where a file is lost: before any code is there, and after. */
const WORDS = {
  'src/main.ts': 'This is taking long.',
  'global:styles': 'This is taking long.',
  'room-page.ts': 'This page did not load.',
};

const LANGUAGE = 'i18n/en.json';

interface Loss {
  /** Comes with the first request that failed. */
  readonly felt: Promise<void>;
  readonly heal: () => Promise<void>;
}

/** A file of the page does not arrive until `heal` is called, as when the network changes while it is on its way. */
async function lose(page: Page, file: string): Promise<Loss> {
  const address = `**/${file}`;
  const felt = new Promise<void>((resolve) => {
    page.on('requestfailed', (request) => {
      if (request.url().endsWith(file)) resolve();
    });
  });
  await page.route(address, (route) => route.abort('addressunreachable'));
  return { felt, heal: () => page.unroute(address) };
}

/** The page has loaded again by itself, and what was lost before is lost again. */
async function loadedAgain(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const [navigation] = performance.getEntriesByType('navigation');
    return navigation instanceof PerformanceNavigationTiming && navigation.type === 'reload';
  });
}

/** The page has its colours. */
async function styled(page: Page): Promise<void> {
  await page.waitForFunction(
    () => getComputedStyle(document.documentElement).getPropertyValue('--p-surface') !== '',
  );
}

test.describe('a page whose files do not arrive', () => {
  for (const [file, words] of Object.entries(WORDS)) {
    test(`loads again by itself: ${file}`, async ({ participant, room }) => {
      const { page, watch, lobby } = await participant('Ada');
      watch.allowErrors(...NOT_ARRIVED);
      const lost = await lose(page, builtFrom(file));
      await page.goto(`/${room}`);
      await lost.felt;
      await expect(page.getByText(words)).toBeAttached();
      await lost.heal();
      await loadedAgain(page);
      await styled(page);
      await expect(lobby.joinButton).toBeVisible();
    });
  }

  for (const [file, words] of Object.entries({ ...WORDS, [LANGUAGE]: 'This is taking long.' })) {
    test(`says so until they do: ${file}`, async ({ participant, room }) => {
      const { page, watch, lobby } = await participant('Ada');
      watch.allowErrors(...NOT_ARRIVED);
      const lost = await lose(page, builtFrom(file));
      await page.goto(`/${room}`);
      await loadedAgain(page);
      const says = page.getByText(words);
      await expect(says).toBeVisible();
      await lost.heal();
      await Promise.all([
        page.waitForEvent('load', { timeout: SOONER_THAN_BY_ITSELF }),
        page.getByText('Try again', { exact: true }).click(),
      ]);
      await expect(lobby.joinButton).toBeVisible();
      await styled(page);
      await expect(says).toBeHidden();
    });
  }

  test('goes on by itself with its language', async ({ participant, room }) => {
    const { page, watch, lobby } = await participant('Ada');
    watch.allowErrors(...NOT_ARRIVED);
    const lost = await lose(page, builtFrom(LANGUAGE));
    await page.goto(`/${room}`);
    await lost.felt;
    await lost.heal();
    await expect(lobby.joinButton).toBeVisible();
  });

  test('waits for the network, and goes on as soon as it is back', async ({ participant, room }) => {
    const { page, context, watch, lobby } = await participant('Ada');
    watch.allowErrors(...NOT_ARRIVED);
    const [main, answer] = [await lose(page, builtFrom('src/main.ts')), await lose(page, 'healthz')];
    await page.goto(`/${room}`);
    await answer.felt;
    await context.setOffline(true);
    await main.heal();
    await answer.heal();
    await context.setOffline(false);
    await expect(lobby.joinButton).toBeVisible({ timeout: SOONER_THAN_BY_ITSELF });
  });

  test('stays while the server is not there for it', async ({ participant, room }) => {
    const { page, watch, lobby } = await participant('Ada');
    watch.allowErrors(...NOT_ARRIVED, /status of 502/);
    const main = await lose(page, builtFrom('src/main.ts'));
    await page.route('**/healthz', (route) => route.fulfill({ status: 502 }), { times: 1 });
    const documents: string[] = [];
    page.on('request', (request) => request.isNavigationRequest() && documents.push(request.url()));
    const refused = page.waitForResponse('**/healthz');
    await page.goto(`/${room}`);
    await refused;
    await main.heal();
    expect(documents).toHaveLength(1);
    await expect(lobby.joinButton).toBeVisible();
    expect(documents).toHaveLength(2);
  });

  test('says nothing while they are on their way, also to who wants no motion', async ({
    participant,
    room,
  }) => {
    const { page } = await participant('Ada');
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.route(`**/${builtFrom('src/main.ts')}`, () => undefined);
    await page.goto(`/${room}`, { waitUntil: 'commit' });
    await styled(page);
    const says = page.getByText('This is taking long.');
    await expect(says).toBeAttached();
    await expect(says).toBeHidden();
    await expect(says).toBeVisible();
  });
});

test.describe('a part of the call whose code does not arrive', () => {
  async function inCall({ page, watch, call }: Participant, room: string): Promise<void> {
    watch.allowErrors(...NOT_ARRIVED);
    await page.goto(`/${room}?name=Ada&join`);
    await call.ready();
  }

  const panels = [
    {
      name: 'Chat',
      file: 'chat-panel.ts',
      shows: (page: Page) => page.getByRole('textbox', { name: 'Message' }),
    },
    {
      name: 'People',
      file: 'participants-panel.ts',
      shows: (page: Page) => page.getByRole('region', { name: 'People' }).getByText('Microphone on'),
    },
  ];
  for (const { name, file, shows } of panels) {
    test(`is there as soon as it does: ${name}`, async ({ participant, room }) => {
      const ada = await participant('Ada');
      const lost = await lose(ada.page, builtFrom(file));
      await inCall(ada, room);
      await lost.felt;
      await ada.page.getByRole('button', { name }).click();
      await lost.heal();
      await expect(shows(ada.page)).toBeVisible();
    });
  }

  test('is there as soon as it does: the menu, and the devices', async ({ participant, room }) => {
    const ada = await participant('Ada');
    const { page } = ada;
    const menu = await lose(page, builtFrom('more-menu.ts'));
    const devices = await lose(page, builtFrom('device-settings.ts'));
    await inCall(ada, room);
    await page.getByRole('button', { name: 'More' }).click();
    await menu.felt;
    await menu.heal();
    await page.getByRole('menuitem', { name: 'Devices' }).click();
    await devices.felt;
    await devices.heal();
    await expect(page.getByRole('dialog').getByRole('combobox', { name: 'Camera' })).toBeVisible();
  });
});

test('a running call is never loaded again, whatever does not arrive', async ({ participant, room }) => {
  const { page, watch, call } = await participant('Ada');
  watch.allowErrors(/status of 404/, /Refused to apply style/);
  await page.goto(`/${room}?name=Ada&join`);
  await call.ready();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.clock.install();
  await page.evaluate(async () => {
    dispatchEvent(new Event('page-lost'));
    const sheet = Object.assign(document.createElement('link'), {
      rel: 'stylesheet',
      href: '/not-there.css',
    });
    await new Promise((resolve) => {
      sheet.addEventListener('error', resolve);
      document.head.append(sheet);
    });
  });
  await page.clock.runFor(2_000);
  await expect(call.leaveButton).toBeVisible();
  expect(asked).toContain('/not-there.css');
  expect(asked).not.toContain('/healthz');
});
