// services/turn/secrets.sh, which sees the whole of a file .env before anything is made.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';

const SCRIPT = join(import.meta.dirname, '../../services/turn/secrets.sh');
const run = promisify(execFile);

/** What it says about `env`, and what it made. */
async function start(env) {
  const folder = mkdtempSync(join(tmpdir(), 'parley-secrets-'));
  const usual = { PATH: process.env.PATH, HOME: '/', HOSTNAME: 'setup', LANG: 'C', SECRETS: folder };
  const said = await run('bash', [SCRIPT], { env: { ...usual, ...env } }).then(
    () => '',
    ({ stderr }) => stderr.trim().split('\n')[0],
  );
  const made = readdirSync(folder);
  rmSync(folder, { recursive: true });
  return { said, made };
}

const SLIPS = { ROOM_CAPCITY: 'ROOM_CAPACITY', TURN_EXTERNAL_IP: 'EXTERNAL_IP', HTTPSPORT: 'HTTPS_PORT' };
/** It runs in a container; the bash of macOS is too old for it. */
const skip = process.platform !== 'linux';

for (const [name, meant] of Object.entries(SLIPS)) {
  test(`${name} in .env is taken for ${meant}`, { skip }, async () => {
    const { said, made } = await start({ [name]: '1' });
    const sentence = `${name} in .env is no variable of Parley: is ${meant} meant? docs/configuration.md lists all.`;
    assert.deepEqual({ said, made }, { said: sentence, made: [] });
  });
}

test('whatever else is in an environment is left alone', { skip }, async () => {
  const { said } = await start({
    ROOM_CAPACITY: '4',
    DETECT_EXTERNAL_IP: 'no',
    COMPOSE_PROJECT_NAME: 'parley',
    HTTP_PROXY: 'http://proxy',
    DEBIAN_FRONTEND: 'noninteractive',
  });
  assert.doesNotMatch(said, /no variable/);
});
