import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CDPSession, chromium } from '@playwright/test';
import { AppCopy } from '../fixtures/app-version.ts';
import { isKept } from '../fixtures/installed.ts';
import { expect, test } from '../fixtures/participants.ts';

const WITH_WORKER = { serviceWorkers: 'allow' } as const;

interface Picture {
  readonly src: string;
  readonly sizes: string;
  readonly type: string;
  readonly purpose?: string;
  readonly form_factor?: string;
}
interface Manifest {
  readonly id: string;
  readonly scope: string;
  readonly start_url: string;
  readonly display: string;
  readonly display_override: readonly string[];
  readonly launch_handler: { readonly client_mode: string };
  readonly icons: readonly Picture[];
  readonly screenshots: readonly Picture[];
  readonly shortcuts: readonly { readonly url: string; readonly icons: readonly Picture[] }[];
}

async function readManifest(session: CDPSession): Promise<Manifest> {
  const { data, errors } = await session.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  return JSON.parse(data ?? '') as Manifest;
}

/** Width and height as they stand in the header of a PNG, in the way a manifest writes them. */
function sizeOf(png: Buffer): string {
  return `${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`;
}

test.describe('installable', () => {
  test('a browser finds nothing that keeps it from installing Parley', async ({ baseURL, launchOptions }) => {
    // Contexts of a test are private windows, where nothing can be installed: this one is a profile on disk.
    const profile = await mkdtemp(join(tmpdir(), 'parley-profile-'));
    const context = await chromium.launchPersistentContext(profile, {
      ...launchOptions,
      ...(baseURL === undefined ? {} : { baseURL }),
    });
    const page = await context.newPage();
    await page.goto('/');
    const session = await context.newCDPSession(page);
    await expect
      .poll(async () => (await session.send('Page.getInstallabilityErrors')).installabilityErrors)
      .toEqual([]);
    await context.close();
    await rm(profile, { recursive: true, force: true });
  });

  test('the manifest says all a system wants to know, and every picture it names is there', async ({
    participant,
    request,
  }) => {
    const { page, context, home } = await participant('Ada');
    await home.open();
    const manifest = await readManifest(await context.newCDPSession(page));
    expect(manifest).toMatchObject({ id: '/', scope: '/', start_url: '/', display: 'standalone' });
    expect(manifest.display_override.length).toBeGreaterThan(0);
    expect(manifest.launch_handler.client_mode, 'a running call is not ended by a launch').toBe(
      'focus-existing',
    );
    for (const purpose of ['any', 'maskable']) {
      const sizes = manifest.icons.filter((icon) => icon.purpose === purpose).map((icon) => icon.sizes);
      expect(sizes).toEqual(expect.arrayContaining(['192x192', '512x512']));
    }
    expect(new Set(manifest.screenshots.map((shot) => shot.form_factor))).toEqual(
      new Set(['narrow', 'wide']),
    );
    expect(manifest.shortcuts.map(({ url }) => url)).toEqual(['/?new']);

    const pictures = [
      ...manifest.icons,
      ...manifest.screenshots,
      ...manifest.shortcuts.flatMap(({ icons }) => icons),
    ];
    for (const { src, type, sizes } of pictures) {
      const response = await request.get(src);
      expect(response.headers()['content-type'], src).toContain(type);
      if (type === 'image/png') expect(sizeOf(await response.body()), src).toBe(sizes);
    }
  });

  test('the second visit loads no code, and without a network home and lobby open and say so', async ({
    participant,
    startService,
    room,
  }) => {
    const service = await startService();
    const ada = await participant('Ada', { service, context: WITH_WORKER });
    const { page, context, home, lobby } = ada;
    await home.open();
    await expect.poll(() => isKept(page), { message: 'the worker keeps the app' }).toBe(true);

    const fromNetwork: string[] = [];
    const fromWorker: string[] = [];
    context.on('response', (response) => {
      const path = new URL(response.url()).pathname;
      (response.fromServiceWorker() ? fromWorker : fromNetwork).push(path);
    });
    await page.goto(`/${room}?name=Ada&join`);
    await ada.call.ready();
    await (await ada.call.openChat()).message.waitFor();
    await ada.call.leave();
    await home.open();
    expect(fromWorker.filter((path) => path.endsWith('.js')).length).toBeGreaterThan(3);
    expect(
      fromNetwork.filter((path) => path !== '/ngsw.json'),
      'app code over the network',
    ).toEqual([]);

    ada.watch.allowErrors(
      /WebSocket connection to/,
      /ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED|Failed to fetch/,
    );
    await service.stop();
    await context.setOffline(true);
    await page.goto('/');
    await expect(page.getByText('You are offline. A meeting needs a network.')).toBeVisible();
    await home.newMeeting.click();
    await expect(lobby.joinButton).toBeVisible();
    await page.goto(`/${room}`);
    await expect(
      page.getByText('You are offline. Parley takes you in as soon as there is a network again.'),
    ).toBeVisible();
    await lobby.join('Ada');
    await service.start();
    await context.setOffline(false);
    await ada.call.ready();
  });

  test('a new version waits for the end of a call, then is offered, and one press brings it', async ({
    participant,
    startService,
    room,
  }) => {
    const copy = await AppCopy.make();
    const service = await startService({ STATIC_DIR: copy.folder });
    const ada = await participant('Ada', { service, context: WITH_WORKER });
    const { page } = ada;
    await page.addInitScript(() => {
      navigator.serviceWorker.addEventListener('message', ({ data }) => {
        const type: unknown = Reflect.get(Object(data), 'type');
        if (type === 'VERSION_READY') document.documentElement.dataset['ready'] = 'yes';
      });
    });
    await ada.home.open();
    await expect.poll(() => isKept(page), { message: 'the worker keeps the app' }).toBe(true);
    await copy.release('second');

    const offer = page.getByText('A new version of Parley is ready.');
    await ada.enter(room);
    await expect(page.locator('html[data-ready=yes]')).toHaveCount(1);
    await expect(ada.call.leaveButton, 'the call goes on').toBeVisible();
    await expect(offer).toBeHidden();
    await ada.call.leave();
    await expect(offer).toBeVisible();
    await expect(page.locator('meta[name=version]')).toHaveCount(0);
    await page.getByRole('button', { name: 'Reload' }).click();
    await expect(page.locator('meta[name=version]')).toHaveAttribute('content', 'second');
    await copy.remove();
  });
});
