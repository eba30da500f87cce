import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Express } from 'express';
import request from 'supertest';
import { ServicePhase } from '../service-phase.ts';
import { FakeClock } from '../testing/fake-clock.ts';
import { silentLog } from '../testing/service.ts';
import { createHttpApp } from './http-app.ts';

const HASHED = 'main-ABCD1234.js';
const MIXED = 'chunk-Bt-E_zTq.js';
const SCRIPT = 'console.log("parley");\n'.repeat(200);
const PAGE = '<!doctype html><title>Parley</title>';
const ROOM_PAGE = '<!doctype html><link rel="modulepreload" href="/room.js"><title>Parley</title>';

function buildFolder(): string {
  const parent = mkdtempSync(join(tmpdir(), 'parley-http-'));
  const root = join(parent, 'app');
  mkdirSync(join(root, 'icons'), { recursive: true });
  writeFileSync(join(parent, 'secret.txt'), 'secret');
  writeFileSync(join(root, 'index.html'), PAGE);
  writeFileSync(join(root, 'room.html'), ROOM_PAGE);
  writeFileSync(join(root, HASHED), SCRIPT);
  writeFileSync(join(root, `${HASHED}.br`), brotliCompressSync(SCRIPT));
  writeFileSync(join(root, `${HASHED}.gz`), gzipSync(SCRIPT));
  writeFileSync(join(root, MIXED), SCRIPT);
  writeFileSync(join(root, 'safety-worker.js'), '');
  writeFileSync(join(root, 'worker-IJKL9012.js'), '');
  writeFileSync(join(root, 'icons', 'icon.png'), '');
  writeFileSync(join(root, 'plain-EFGH5678.css'), 'a{}'.repeat(1000));
  writeFileSync(join(root, 'manifest.webmanifest'), '{}');
  writeFileSync(join(root, 'ngsw.json'), '{}');
  writeFileSync(join(root, 'ngsw-worker.js'), '');
  writeFileSync(join(root, 'icons', 'icon.svg'), '<svg/>');
  writeFileSync(join(root, '.env'), 'SECRET=1');
  return root;
}

describe('the HTTP side', () => {
  let root: string;
  let app: Express;
  let clock: FakeClock;
  let phase: ServicePhase;

  beforeAll(() => {
    root = buildFolder();
    clock = new FakeClock();
    phase = new ServicePhase();
    app = createHttpApp({
      config: { staticDir: root, trustProxy: 0, frameAncestors: [] },
      clock,
      phase,
      log: silentLog,
    });
  });

  afterAll(() => rmSync(join(root, '..'), { recursive: true }));

  const get = (path: string, encoding = 'identity') =>
    request(app).get(path).set('Accept-Encoding', encoding);

  describe('health', () => {
    it('says that the service answers and since when, and nothing else', async () => {
      clock.advance(65_000);
      const { text, headers } = await get('/healthz').expect(200);
      expect(JSON.parse(text)).toEqual({ status: 'ok', uptimeSeconds: 65 });
      expect(headers['cache-control']).toBe('no-store');
    });
  });

  describe('readiness', () => {
    it('ends as soon as the service is told to stop, while its health does not', async () => {
      const stopping = new ServicePhase();
      const bare = createHttpApp({
        config: { staticDir: null, trustProxy: 0, frameAncestors: [] },
        clock,
        phase: stopping,
        log: silentLog,
      });
      const ready = await request(bare).get('/readyz').expect(200);
      expect(JSON.parse(ready.text)).toEqual({ status: 'ready' });
      stopping.beginClosing();
      const closing = await request(bare).get('/readyz').expect(503);
      expect(JSON.parse(closing.text)).toEqual({ status: 'closing' });
      expect(closing.headers['cache-control']).toBe('no-store');
      await request(bare).get('/healthz').expect(200);
    });
  });

  describe('headers', () => {
    const strict = [
      '/',
      '/my-room',
      '/index.html',
      '/ngsw-worker.js',
      '/safety-worker.js',
      '/worker-IJKL9012.js',
      '/healthz',
      '/readyz',
      '/nothing.js',
      '/peer/peerjs',
    ];
    for (const path of strict) {
      it(`are strict on ${path}`, async () => {
        const { headers } = await get(path);
        const policy = headers['content-security-policy'] ?? '';
        expect(policy).toContain("default-src 'none'");
        expect(policy).toContain("script-src 'self';");
        expect(policy).toContain("frame-ancestors 'none'");
        expect(policy).toContain("require-trusted-types-for 'script'");
        expect(policy).not.toMatch(/\*|https?:|script-src[^;]*unsafe/);
        expect(headers['permissions-policy']).toContain('camera=(self)');
        expect(headers['permissions-policy']).toContain('display-capture=(self)');
        expect(headers['referrer-policy']).toBe('no-referrer');
        expect(headers['x-content-type-options']).toBe('nosniff');
        expect(headers['strict-transport-security']).toBeUndefined();
        expect(headers['x-powered-by']).toBeUndefined();
        expect(headers['access-control-allow-origin']).toBeUndefined();
      });
    }

    it('let pages of the listed origins show ours, and no others', async () => {
      const frameAncestors = ['https://school.example', 'http://localhost:8080'];
      const config = { staticDir: root, trustProxy: 0, frameAncestors };
      const embedded = createHttpApp({ config, clock, phase, log: silentLog });
      const { headers } = await request(embedded).get('/my-room').expect(200);
      expect(headers['content-security-policy']).toContain(
        ';frame-ancestors https://school.example http://localhost:8080;',
      );
      expect(headers['x-frame-options']).toBeUndefined();
      expect(headers['permissions-policy']).toContain('camera=(self)');
      expect((await get('/my-room')).headers['x-frame-options']).toBe('DENY');
    });

    const SVG_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
    const assets: readonly (readonly [path: string, policy?: string])[] = [
      [`/${HASHED}`],
      ['/plain-EFGH5678.css'],
      ['/ngsw.json'],
      ['/manifest.webmanifest'],
      ['/icons/icon.png'],
      ['/icons/icon.svg', SVG_POLICY],
    ];
    for (const [path, policy] of assets) {
      it(`are few on ${path}`, async () => {
        const { headers } = await get(path, 'br').expect(200);
        expect(headers['x-content-type-options']).toBe('nosniff');
        expect(headers['content-security-policy']).toBe(policy);
        const more = /^(?:x-(?!content-type)|cross-origin|permissions|origin-agent|referrer|strict)/;
        expect(Object.keys(headers).filter((name) => more.test(name))).toEqual([]);
      });
    }

    it('keep every page but the home page out of search engines', async () => {
      for (const path of ['/my-room', '/index.html', '/a/b', '/my-room?x=/']) {
        expect((await get(path).expect(200)).headers['x-robots-tag']).toBe('noindex');
      }
      for (const path of ['/', '/?from=link', `/${HASHED}`]) {
        expect((await get(path).expect(200)).headers['x-robots-tag']).toBeUndefined();
      }
    });
  });

  describe('files', () => {
    it('with a hash in the name are kept for ever', async () => {
      const { headers, text } = await get(`/${HASHED}`).expect(200);
      expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
      expect(headers['content-type']).toContain('javascript');
      expect(text).toBe(SCRIPT);
    });

    it('with a hash of letters of both cases, - and _ are kept too', async () => {
      for (const path of [`/${MIXED}`, '/plain-EFGH5678.css']) {
        expect((await get(path)).headers['cache-control']).toContain('immutable');
      }
    });

    it('say nothing that nobody asks again with', async () => {
      const spare = ['etag', 'last-modified'];
      const said = async (path: string, encoding: string) =>
        Object.keys((await get(path, encoding).expect(200)).headers).filter((name) => spare.includes(name));
      for (const encoding of ['identity', 'br']) expect(await said(`/${HASHED}`, encoding)).toEqual([]);
      expect(await said('/my-room', 'br')).toEqual(['etag']);
    });

    for (const path of [
      '/',
      '/index.html',
      '/safety-worker.js',
      '/ngsw.json',
      '/ngsw-worker.js',
      '/manifest.webmanifest',
      '/icons/icon.svg',
    ]) {
      it(`${path} is asked for anew each time, and not sent again while unchanged`, async () => {
        const { headers } = await get(path).expect(200);
        expect(headers['cache-control']).toBe('no-cache');
        const again = await get(path).set('If-None-Match', headers['etag'] ?? '');
        expect(again.status).toBe(304);
      });
    }

    it('have the type of a manifest', async () => {
      const { headers } = await get('/manifest.webmanifest');
      expect(headers['content-type']).toContain('application/manifest+json');
    });

    it('are answered to HEAD without a body', async () => {
      const { headers, text } = await request(app)
        .head(`/${HASHED}`)
        .set('Accept-Encoding', 'br')
        .expect(200);
      expect(headers['content-encoding']).toBe('br');
      expect(text).toBeFalsy();
    });
  });

  describe('compression', () => {
    it('serves the brotli sibling, however the browser orders its list', async () => {
      const { headers, text } = await get(`/${HASHED}`, 'gzip, deflate, br, zstd');
      expect(headers['content-encoding']).toBe('br');
      expect(headers['content-type']).toContain('javascript');
      expect(headers['vary']).toContain('Accept-Encoding');
      expect(headers['cache-control']).toContain('immutable');
      expect(text).toBe(SCRIPT);
    });

    it('serves the gzip sibling where brotli is not taken', async () => {
      const { headers, text } = await get(`/${HASHED}`, 'gzip, br;q=0');
      expect(headers['content-encoding']).toBe('gzip');
      expect(text).toBe(SCRIPT);
    });

    it('compresses what has no sibling', async () => {
      const { headers, text } = await get('/plain-EFGH5678.css', 'gzip');
      expect(headers['content-encoding']).toBe('gzip');
      expect(text.length).toBe(3000);
    });

    it('varies by encoding also where it sends none', async () => {
      const { headers } = await get(`/${HASHED}`);
      expect(headers['content-encoding']).toBeUndefined();
      expect(headers['vary']).toContain('Accept-Encoding');
    });
  });

  describe('navigation', () => {
    it('to / gets the first page', async () => {
      const { text, headers } = await get('/').set('Accept', 'text/html,*/*;q=0.8').expect(200);
      expect(text).toBe(PAGE);
      expect(headers['cache-control']).toBe('no-cache');
    });

    for (const path of [
      '/my-room',
      '/my-room?name=Ada&join',
      '/peer-review',
      '/7b0e6c3a-6a0e-4f3c-9d56-0a3b6d1f2c11',
      '/a/b',
    ]) {
      it(`to ${path} gets the page that asks for a room's code at once`, async () => {
        const { text, headers } = await get(path).set('Accept', 'text/html,*/*;q=0.8').expect(200);
        expect(text).toBe(ROOM_PAGE);
        expect(headers['cache-control']).toBe('no-cache');
      });
    }

    const notFound = [
      '/missing.js',
      '/main-ABCD1234.js/x.js',
      '/.env',
      '/icons/.hidden.svg',
      '/socket.io/?EIO=4&transport=polling',
      '/peer/parley/id',
      '/peer/parley/peers',
      '/peer',
    ];
    for (const path of notFound) {
      it(`to ${path} finds nothing`, async () => {
        expect((await get(path)).status).toBe(404);
      });
    }

    it('with another method finds nothing', async () => {
      expect((await request(app).post('/my-room')).status).toBe(404);
      expect((await request(app).put(`/${HASHED}`)).status).toBe(404);
    });

    it('for something that is no page finds nothing', async () => {
      expect((await get('/my-room').set('Accept', 'application/json')).status).toBe(404);
    });
  });

  describe('paths that climb', () => {
    const climbing = [
      '/../secret.txt',
      '/%2e%2e/secret.txt',
      '/..%2fsecret.txt',
      '/icons/..%2f..%2fsecret.txt',
      '/%00index.html',
      '/%E0%A4%A.txt',
      '//secret.txt',
      '/icons%5c..%5c..%5csecret.txt',
    ];
    for (const path of climbing) {
      it(`${path} stay inside`, async () => {
        const { status, text } = await get(path, 'br');
        expect(status).toBeGreaterThanOrEqual(400);
        expect(status).toBeLessThan(500);
        expect(text).not.toContain('secret');
      });
    }
  });

  it('without a folder of files answers health and nothing else', async () => {
    const bare = createHttpApp({
      config: { staticDir: null, trustProxy: 0, frameAncestors: [] },
      clock,
      phase,
      log: silentLog,
    });
    expect((await request(bare).get('/healthz')).status).toBe(200);
    expect((await request(bare).get('/')).status).toBe(404);
  });
});
