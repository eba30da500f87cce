// What a person meets who types `npm start`. Needs a built app: npm run build.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { promisify } from 'node:util';
import { buildIfChanged } from '../lib/build.mjs';
import { ROOT } from '../lib/paths.mjs';
import { addressOf, freePort } from '../lib/service.mjs';
import { assertPlainSentence, said, start, untilFree } from './start-run.mjs';

const READY_WITHIN_MS = 3_000;

test('a second start with nothing changed is ready within 3 s, and ends with code 0 on SIGINT', async () => {
  await buildIfChanged();
  const port = await freePort();
  const began = performance.now();
  const run = start({ env: { PORT: String(port) } });
  await said(run, `Parley is ready at http://localhost:${port}`);
  const tookMs = performance.now() - began;
  const answer = await fetch(`http://localhost:${port}/`);
  run.child.kill('SIGINT');

  assert.equal(await run.ended, 0);
  assert.ok(tookMs < READY_WITHIN_MS, `ready after ${tookMs} ms`);
  assert.equal(answer.status, 200);
  assert.equal(run.output.trim().split('\n').length, 1, `quiet: ${run.output}`);
  await assert.rejects(fetch(`http://localhost:${port}/healthz`), 'the service ended too');
});

test('with HOST it waits for that address and says it', async () => {
  await buildIfChanged();
  const port = await freePort();
  const run = start({ env: { PORT: String(port), HOST: '127.0.0.1' } });
  await said(run, `Parley is ready at http://127.0.0.1:${port}`);
  run.child.kill('SIGTERM');
  assert.equal(await run.ended, 0);
});

test('the address is one a browser can open', () => {
  const before = process.env.HOST;
  const addresses = ['', '0.0.0.0', '::', '::1', 'meet.example'].map((host) => {
    process.env.HOST = host;
    return addressOf(3000);
  });
  if (before === undefined) delete process.env.HOST;
  else process.env.HOST = before;
  const all = 'http://localhost:3000';
  assert.deepEqual(addresses, [all, all, all, 'http://[::1]:3000', 'http://meet.example:3000']);
});

test('SIGTERM to npm alone ends everything, though npm tells nobody but its shell', async () => {
  await buildIfChanged();
  const port = await freePort();
  const run = start({ viaNpm: true, env: { PORT: String(port) } });
  await said(run, 'ready');
  run.child.kill('SIGTERM');
  await run.ended;
  await untilFree(port);
});

test('SIGTERM ends the service as well', async () => {
  await buildIfChanged();
  const port = await freePort();
  const run = start({ env: { PORT: String(port) } });
  await said(run, 'ready');
  run.child.kill('SIGTERM');
  assert.equal(await run.ended, 0);
  await assert.rejects(fetch(`http://localhost:${port}/healthz`));
});

test('a taken port is one plain sentence', async () => {
  const server = createServer().listen(0);
  await once(server, 'listening');
  after(() => server.close());
  const { port } = server.address();
  const lines = await assertPlainSentence(
    start({ env: { PORT: String(port) } }),
    /^Port \d+ is taken: .+\.$/,
  );
  assert.equal(lines.length, 1);
});

test('a PORT that is none is one plain sentence', async () => {
  const lines = await assertPlainSentence(
    start({ env: { PORT: 'eighty' } }),
    /^PORT is a number .+ "eighty"\.$/,
  );
  assert.equal(lines.length, 1);
});

test('an argument that is none is one plain sentence', async () => {
  const lines = await assertPlainSentence(
    start({ args: ['--lna'] }),
    /^npm start knows "--lan" .+"--lna"\?$/,
  );
  assert.equal(lines.length, 1);
});

test('npm start --lan, which npm reads as its own -l, -a and -n, is one plain sentence', async () => {
  const run = promisify(execFile)('npm', ['start', '--silent', '--lan'], { cwd: ROOT, timeout: 20_000 });
  const { code, stderr } = await run.catch((error) => error);
  assert.equal(code, 1);
  assert.equal(stderr, 'npm did not pass "--lan" on: write npm start -- --lan.\n');
});

test('an old Node is one plain sentence', async () => {
  const pretend = 'data:text/javascript,Object.defineProperty(process.versions,"node",{value:"18.20.4"})';
  const lines = await assertPlainSentence(
    start({ nodeArgs: ['--import', pretend] }),
    /^Parley needs Node\.js 20 or newer, and this is 18\.20\.4: .+\.$/,
  );
  assert.equal(lines.length, 1);
});

test('no network during the install is one plain sentence', async () => {
  const root = mkdtempSync(join(tmpdir(), 'parley-offline-'));
  after(() => rmSync(root, { recursive: true, force: true }));
  for (const part of ['package.json', 'package-lock.json', 'scripts', 'projects/protocol/package.json']) {
    cpSync(join(ROOT, part), join(root, part), { recursive: true });
  }
  cpSync(join(ROOT, 'services/signaling/package.json'), join(root, 'services/signaling/package.json'));
  const env = {
    PORT: String(await freePort()),
    // Nobody listens there, and nothing is in the cache.
    npm_config_registry: 'http://127.0.0.1:9/',
    npm_config_replace_registry_host: 'always',
    npm_config_cache: join(root, 'empty-cache'),
  };
  await assertPlainSentence(start({ root, env }), /^The packages cannot be downloaded: .+\.$/);
});
