import { connect } from 'node:http2';
import { once } from 'node:events';
import { connect as connectTls } from 'node:tls';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { APP_FILES } from '../../scripts/lib/paths.mjs';
import { expect, test } from '../fixtures/participants.ts';
import { ask, meaning } from './answers.ts';
import { HTTP_PORT, HTTPS_PORT, trustingFlags } from './stack.ts';

const WEB = `https://localhost:${HTTPS_PORT}`;
const PLAIN = `http://localhost:${HTTP_PORT}`;

/** Every kind of thing that can be asked for; `MAIN` is the script of the page. */
const PATHS = [
  '/',
  '/?utm=x',
  '/tea-time',
  '/tea-time?name=Ada&join',
  '/deep/er/link/',
  '/index.html',
  '/room.html',
  'MAIN',
  'STYLES',
  '/ngsw.json',
  '/ngsw-worker.js',
  '/safety-worker.js',
  '/manifest.webmanifest',
  '/favicon.svg',
  '/icons/icon-192.png',
  '/missing-ABCDEFGH.js',
  '/missing.png',
  '/missing.map',
  '/healthz',
  '/readyz',
  '/socket.io/',
  '/socket.io/?EIO=4&transport=polling',
  '/peer/id',
  '/peer',
];
const ENCODINGS = ['br, gzip', 'gzip', 'identity', 'gzip;q=1, br;q=0'];

/** The hashed names in the page that `base` serves. */
async function namesAt(base: string): Promise<Record<string, string>> {
  const page = (await ask(`${base}/`)).body.toString();
  const name = (pattern: RegExp) => `/${pattern.exec(page)?.[0] ?? ''}`;
  return { MAIN: name(/main-[\w-]{8}\.js/), STYLES: name(/styles-[\w-]{8}\.css/) };
}

test.describe('nginx', () => {
  test('answers with the very headers of the service itself', async ({ startService }) => {
    const FRAME_ANCESTORS = process.env['FRAME_ANCESTORS'] ?? '';
    const service = await startService({ STATIC_DIR: APP_FILES, FRAME_ANCESTORS });
    const [ours, theirs] = await Promise.all([namesAt(WEB), namesAt(service.url)]);
    for (const path of PATHS) {
      for (const encoding of ENCODINGS) {
        const headers = { 'Accept-Encoding': encoding, Accept: 'text/html,*/*' };
        const [web, own] = await Promise.all([
          ask(`${WEB}${ours[path] ?? path}`, { headers }),
          ask(`${service.url}${theirs[path] ?? path}`, { headers }),
        ]);
        expect.soft(meaning(web), `${path} (${encoding})`).toEqual(meaning(own));
      }
    }
    for (const question of [
      { method: 'POST' },
      { method: 'DELETE' },
      { method: 'HEAD' },
      { headers: { Accept: 'application/json' } },
    ]) {
      const [web, own] = await Promise.all([
        ask(`${WEB}/tea-time`, question),
        ask(`${service.url}/tea-time`, question),
      ]);
      expect.soft(meaning(web), JSON.stringify(question)).toEqual(meaning(own));
    }
  });

  test('sends what was compressed beforehand, and it is the same page', async () => {
    const plain = await ask(`${WEB}/tea-time`, { headers: { 'Accept-Encoding': 'identity' } });
    const brotli = await ask(`${WEB}/tea-time`, { headers: { 'Accept-Encoding': 'gzip, deflate, br' } });
    const gzip = await ask(`${WEB}/tea-time`, { headers: { 'Accept-Encoding': 'gzip' } });
    expect(brotliDecompressSync(brotli.body)).toEqual(plain.body);
    expect(gunzipSync(gzip.body)).toEqual(plain.body);
    expect(brotli.body.length).toBeLessThan(gzip.body.length);
  });

  test('speaks HTTP/2, and no TLS before 1.2', async () => {
    const session = connect(WEB, { rejectUnauthorized: false });
    const stream = session.request({ ':path': '/healthz' });
    const [headers] = (await once(stream, 'response')) as [Record<string, unknown>];
    expect(headers[':status']).toBe(200);
    expect(session.alpnProtocol).toBe('h2');
    session.destroy();
    const old = connectTls({
      host: 'localhost',
      port: HTTPS_PORT,
      maxVersion: 'TLSv1.1',
      minVersion: 'TLSv1',
    });
    await expect(once(old, 'secureConnect')).rejects.toThrow();
  });

  test('leads from http to https without losing the room, and shows how to trust it over http', async () => {
    const { status, headers } = await ask(`${PLAIN}/tea-time?name=Ada`);
    expect([status, headers.location]).toEqual([302, `${WEB}/tea-time?name=Ada`]);
    expect((await ask(`${PLAIN}/trust/`)).status).toBe(200);
    expect((await ask(`${PLAIN}/.well-known/acme-challenge/none`)).status).toBe(404);
  });

  test('delivers an app that works offline', async ({ participant }) => {
    const flags = await trustingFlags();
    const { page, home, context } = await participant('Ada', { flags, context: { serviceWorkers: 'allow' } });
    await home.open();
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
    await expect.poll(() => page.evaluate(async () => (await caches.keys()).length)).toBeGreaterThan(1);
    await page.reload();
    await context.setOffline(true);
    await page.reload();
    await expect(home.newMeeting).toBeVisible();
  });
});
