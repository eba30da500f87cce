import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { APP_FILES, PINNED_NODE, ROOT, SERVICE_MAIN } from './paths.mjs';
import { PlainError } from './plain-error.mjs';

/**
 * Garbage is collected often: by itself V8 lets a flood pile up to several times of what is alive, and keeps the pages.
 * `npm run fuzz` measures what that saves, 50 MB and more.
 */
const NODE_ARGS = ['--max-semi-space-size=4', '--heap-growing-percent=50'];
const DEFAULT_PORT = 3000;
const READY_WITHIN_MS = 15_000;

/** The port the person asked for with PORT, or 3000. */
export function portFromEnv(fallback = DEFAULT_PORT) {
  const asked = process.env.PORT ?? '';
  if (asked === '') return fallback;
  const port = Number(asked);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new PlainError(`PORT is a number from 1 to 65535, and this is "${asked}".`);
}

/** Fails with one sentence where `port` is in use or not ours to use. */
export async function requireFreePort(port) {
  const problem = await tryListen(port);
  if (problem === 'EADDRINUSE') {
    throw new PlainError(
      `Port ${port} is taken: stop the program that uses it, or choose another port, as in PORT=${port + 1} npm start.`,
    );
  }
  if (problem === 'EACCES') {
    throw new PlainError(
      `Port ${port} may not be used by this account: choose another, as in PORT=3000 npm start.`,
    );
  }
}

/** A port nobody listens on right now. */
export async function freePort() {
  const server = createServer().listen(0);
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function tryListen(port) {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', (error) => resolve(error.code));
    server.listen(port, () => server.close(() => resolve(null)));
  });
}

/** Starts the service; `nodeArgs` go before its file. It serves the built app and writes warnings only. */
export function startService(port, { nodeArgs = [], env = {}, stdio = 'inherit' } = {}) {
  return spawn(PINNED_NODE, [...NODE_ARGS, ...nodeArgs, SERVICE_MAIN], {
    cwd: ROOT,
    stdio: ['ignore', stdio, stdio],
    env: { STATIC_DIR: APP_FILES, LOG_LEVEL: 'warn', ...process.env, ...env, PORT: String(port) },
    // A group of its own: Ctrl+C reaches it once, through us, and not a second time from the terminal.
    detached: process.platform !== 'win32',
  });
}

/** Where a browser on this machine finds the service, by HOST; an address that means all of them is localhost. */
export function addressOf(port) {
  const host = process.env.HOST ?? '';
  const all = ['', '0.0.0.0', '::'].includes(host);
  const name = all ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}

/** Waits until the service answers. `false`: it ended or never answered. */
export async function isReady(service, port) {
  const end = Date.now() + READY_WITHIN_MS;
  while (Date.now() < end && service.exitCode === null && service.signalCode === null) {
    if (await answers(`${addressOf(port)}/healthz`)) return true;
    await delay(25);
  }
  return false;
}

async function answers(url) {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(1_000) })).ok;
  } catch {
    return false;
  }
}

/** Passes the signals that end us on to `services`, and ends with the exit code of the first that ends. */
export function liveAndDieWith(...services) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => services.forEach((service) => service.kill(signal)));
  }
  return new Promise((resolve) => {
    for (const service of services) service.once('exit', (code) => resolve(code ?? 1));
  });
}
