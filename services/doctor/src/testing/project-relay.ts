import { spawn } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RelayAddress, RelayTransport } from '../turn/relay-address.ts';
import type { Credentials } from './authority.ts';
import { relayAnswers } from './relay.ts';

const ENTRYPOINT = fileURLToPath(new URL('../../../turn/entrypoint.sh', import.meta.url));
const PORT = 3478;
const TLS_PORT = 5349;
const MINUTE_S = 60;

/** What opens the relay to one participant. */
export interface Access {
  readonly username: string;
  readonly credential: string;
}

/** A coturn started as services/turn starts it, with its own configuration, on the usual ports. */
export interface ProjectRelay {
  readonly address: (transport: RelayTransport, access: Access) => RelayAddress;
  /** For `participant`, good for so many minutes from now; the past is negative. */
  readonly access: (participant: string, minutes?: number, secret?: string) => Access;
  readonly close: () => Promise<void>;
}

export async function startProjectRelay({ cert, key }: Credentials): Promise<ProjectRelay> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-turn-'));
  writeFileSync(join(folder, 'fullchain.pem'), cert);
  writeFileSync(join(folder, 'privkey.pem'), key);
  const own = randomBytes(32).toString('hex');
  const env = { ...process.env, TURN_SECRET: own, TURN_RUN: folder, TURN_CERTIFICATES: folder };
  // A group of its own, because it watches its certificate in a second process.
  const child = spawn(ENTRYPOINT, { env, stdio: ['ignore', 'ignore', 'inherit'], detached: true });
  await once(child, 'spawn');
  await relayAnswers(PORT, TLS_PORT);
  return {
    address: (transport, access) => ({
      url: `turn over ${transport}`,
      kind: 'turn',
      host: '127.0.0.1',
      port: transport === 'tls' ? TLS_PORT : PORT,
      transport,
      ...access,
    }),
    access: (participant, minutes = 10, secret = own) => {
      const username = `${String(Math.floor(Date.now() / 1_000) + minutes * MINUTE_S)}:${participant}`;
      return { username, credential: createHmac('sha1', secret).update(username).digest('base64') };
    },
    close: async () => {
      const ended = once(child, 'exit');
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
