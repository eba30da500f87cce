import { spawn } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import { createServer } from 'node:net';
import { clearInterval, setInterval } from 'node:timers';
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
const LOOK_FOR_NPM_MS = 500;

/** The port the person asked for with the variable `name`. */
export function portFromEnv({ name = 'PORT', fallback = DEFAULT_PORT } = {}) {
  const asked = process.env[name] ?? '';
  if (asked === '') return fallback;
  const port = Number(asked);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new PlainError(`${name} is a number from 1 to 65535, and this is "${asked}".`);
}

/** Fails with one sentence where `port` is in use or not ours to use; `name` and `command` are how to choose another. */
export async function requireFreePort(port, { name = 'PORT', command = 'npm start' } = {}) {
  const problem = await tryListen(port);
  if (problem === 'EADDRINUSE') {
    throw new PlainError(
      `Port ${port} is taken: stop the program that uses it, or choose another port, as in ${name}=${port + 10} ${command}.`,
    );
  }
  if (problem === 'EACCES') {
    throw new PlainError(
      `Port ${port} may not be used by this account: choose another, as in ${name}=${DEFAULT_PORT} ${command}.`,
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
  const scheme = (process.env.TLS_CERT_FILE ?? '') === '' ? 'http' : 'https';
  return `${scheme}://${name}:${port}`;
}

/** Waits until the service answers. `false`: it ended or never answered. */
export function isReady(service, port) {
  return isAnswering(service, `${addressOf(port)}/healthz`);
}

/** Waits until `child` answers at `url`. `false`: it ended or never answered. */
export async function isAnswering(child, url) {
  const end = Date.now() + READY_WITHIN_MS;
  while (Date.now() < end && isRunning(child)) {
    if (await answers(url)) return true;
    await delay(25);
  }
  return false;
}

/** Whether somebody is there: who that is, and whether anybody trusts their certificate, is not asked. */
function answers(url) {
  const { get } = url.startsWith('https:') ? https : http;
  return new Promise((resolve) => {
    const request = get(url, { rejectUnauthorized: false, agent: false, timeout: 1_000 }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(false));
  });
}

export function isRunning(child) {
  return child.exitCode === null && child.signalCode === null;
}

/** Ends those of `children` that still run, and waits for all. Who was already told is not told twice. */
export async function endAll(children) {
  const running = children.filter(isRunning);
  const ended = running.map((child) => once(child, 'exit'));
  for (const child of running) if (!child.killed) child.kill();
  await Promise.all(ended);
}

/** Passes the signals that end us on to `services`, and ends with the exit code of the first that ends. */
export function liveAndDieWith(...services) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => services.forEach((service) => service.kill(signal)));
  }
  whenNpmIsGone(() => services.forEach((service) => service.kill('SIGTERM')));
  return new Promise((resolve) => {
    for (const service of services) service.once('exit', (code) => resolve(code ?? 1));
  });
}

/** npm passes SIGTERM on to the shell it started us with, and that shell ends without a word to us. */
function whenNpmIsGone(end) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const shell = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(timer);
    end();
  }, LOOK_FOR_NPM_MS);
  timer.unref();
}
