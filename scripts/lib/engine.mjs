import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { docker } from './compose.mjs';
import { provide } from './debian.mjs';

const ENGINE_WITHIN_MS = 30_000;
const PULL_WITHIN_MS = 180_000;
/** What our images are built from. */
const BASE_IMAGES = ['node:24-slim', 'nginx:1.28', 'coturn/coturn:4.18'];

/**
 * Finds a container engine with `docker compose` and the base images, or makes one: root on Debian may install and start
 * it. @returns {Promise<{ reason: string | null, stop: () => void }>} `reason`: why there is none.
 */
export async function provideEngine() {
  const engine = await answeringEngine();
  if (engine.reason !== null) return engine;
  const reason = (await missingCompose()) ?? (await missingImage());
  if (reason !== null) engine.stop();
  return { ...engine, reason };
}

async function answers() {
  const { code } = await docker(['version', '--format', '{{.Server.Version}}'], { timeoutMs: 10_000 });
  return code === 0;
}

async function answeringEngine() {
  const nothingToStop = () => undefined;
  if (await answers()) return { reason: null, stop: nothingToStop };
  const none = (reason) => ({ reason: `there is no container engine: ${reason}`, stop: nothingToStop });
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return none('docker does not answer');
  if (!(await provide('dockerd', 'docker.io')))
    return none('dockerd is not there and could not be installed');
  const log = join(tmpdir(), 'parley-dockerd.log');
  const daemon = startDaemon(log);
  const stop = () => daemon.kill('SIGTERM');
  const end = Date.now() + ENGINE_WITHIN_MS;
  while (Date.now() < end && daemon.exitCode === null) {
    if (await answers()) return { reason: null, stop };
    await delay(500);
  }
  stop();
  return none(`dockerd does not start here, see ${log}`);
}

function startDaemon(log) {
  const file = openSync(log, 'w');
  const daemon = spawn('dockerd', [], { stdio: ['ignore', file, file] });
  closeSync(file);
  // Told by its exit code, too.
  daemon.on('error', () => undefined);
  return daemon;
}

async function missingCompose() {
  const { code } = await docker(['compose', 'version']);
  return code === 0 ? null : 'docker has no compose plugin (docker compose version)';
}

async function missingImage() {
  for (const image of BASE_IMAGES) {
    if ((await docker(['image', 'inspect', image])).code === 0) continue;
    const { code, output } = await docker(['pull', '--quiet', image], { timeoutMs: PULL_WITHIN_MS });
    if (code !== 0) return `the image ${image} is not here and cannot be pulled: ${lastLine(output)}`;
  }
  return null;
}

const lastLine = (text) => text.trim().split('\n').at(-1) ?? '';
