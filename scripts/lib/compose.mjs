import { createHash } from 'node:crypto';
import { freePort } from './service.mjs';
import { run } from './run.mjs';

/** Enough for the calls of one test. */
const RELAY_PORTS = 400;

/** Runs `docker` with `args`. @returns {Promise<{ code: number, output: string }>} */
export function docker(args, { quiet = true, env = process.env, timeoutMs } = {}) {
  return run('docker', args, { env, quiet, ...(timeoutMs === undefined ? {} : { timeoutMs }) });
}

/** What `docker compose` prints for `args`. @throws where it fails, with what it printed. */
export async function compose(...args) {
  const { code, output } = await docker(['compose', ...args]);
  if (code !== 0) throw new Error(`docker compose ${args.join(' ')}:\n${output.trim()}`);
  return output.trim();
}

/** A file of a running service, as a hash: what must stay the same need not be shown. */
export async function hashOfFile(service, path) {
  const content = await compose('exec', '-T', service, 'cat', path);
  return createHash('sha256').update(content).digest('hex');
}

/** Variables for a deployment of its own, beside whatever else runs on this machine. */
export async function ownDeployment() {
  const [http, https, turn, turnTls] = await Promise.all([freePort(), freePort(), freePort(), freePort()]);
  const first = 50_000 + (turn % 20) * RELAY_PORTS;
  return {
    COMPOSE_PROJECT_NAME: `parley-test-${process.pid}`,
    // The page of a school that shows Parley in a frame.
    FRAME_ANCESTORS: 'https://school.example',
    HTTP_PORT: String(http),
    HTTPS_PORT: String(https),
    TURN_PORT: String(turn),
    TURN_TLS_PORT: String(turnTls),
    TURN_MIN_PORT: String(first),
    TURN_MAX_PORT: String(first + RELAY_PORTS - 1),
  };
}
