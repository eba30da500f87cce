// What a contributor meets who types `npm run dev`.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { utimesSync } from 'node:fs';
import { get } from 'node:http';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { ROOT, SERVICE_MAIN } from '../lib/paths.mjs';
import { freePort } from '../lib/service.mjs';

const WITHIN_MS = 90_000;

/** Asks until `fits`; the time of the test is the limit. */
async function until(ask, fits) {
  for (;;) {
    const answer = await ask().catch(() => null);
    if (answer !== null && fits(answer)) return answer;
    await delay(50);
  }
}

/** Resolves with the status of the answer to a WebSocket's handshake. */
async function upgrade(address) {
  const request = get(`${address}/socket.io/?EIO=4&transport=websocket`, {
    headers: {
      connection: 'Upgrade',
      upgrade: 'websocket',
      origin: address,
      'sec-websocket-version': '13',
      'sec-websocket-key': Buffer.alloc(16).toString('base64'),
    },
  });
  const [response, socket] = await Promise.race([once(request, 'upgrade'), once(request, 'response')]);
  socket?.destroy();
  return response.statusCode;
}

test('one address has the app, which reloads itself, and the service, which restarts on change', async (t) => {
  const address = `http://localhost:${await freePort()}`;
  const { port } = new URL(address);
  const child = spawn(process.execPath, ['scripts/dev.mjs'], {
    cwd: ROOT,
    env: { ...process.env, PORT: port },
    // While the service restarts, the proxy says that it is away.
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = once(child, 'exit');
  t.after(() => child.kill('SIGINT'));
  const limit = { signal: AbortSignal.timeout(WITHIN_MS) };
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text) => (said += text));
  while (!said.includes(`Parley is ready at ${address}`)) await once(child.stdout, 'data', limit);

  for (const path of ['/', '/tea-time']) {
    const page = await fetch(address + path, { headers: { accept: 'text/html' }, ...limit });
    const html = await page.text();
    assert.match(html, /<app-root>/, path);
    assert.match(html, /@vite\/client/, 'the page hears of changes');
  }
  const uptime = async () => (await (await fetch(`${address}/healthz`, limit)).json()).uptimeSeconds;
  await until(uptime, (seconds) => seconds >= 1);
  assert.equal(await upgrade(address), 101, 'signaling has the same address');
  const now = new Date();
  utimesSync(SERVICE_MAIN, now, now);
  await until(uptime, (seconds) => seconds === 0);

  child.kill('SIGINT');
  await ended;
});
