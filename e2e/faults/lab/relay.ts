import { type ChildProcess, spawn } from 'node:child_process';
import { X509Certificate, createHash, createHmac } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { ROOT } from '../../../scripts/lib/paths.mjs';
import { command } from './command.ts';
import { HUB_ADDRESS } from './hub.ts';
import { until } from './until.ts';

export const RELAY_PORT = 3478;
export const RELAY_TLS_PORT = 5349;

/** The relay of a deployment, started as services/turn starts it, in the network of the service. */
export class LabRelay {
  readonly #process: ChildProcess;
  readonly #folder: string;
  readonly #secret: string;

  constructor(secret: string) {
    this.#secret = secret;
    this.#folder = mkdtempSync(join(tmpdir(), 'parley-turn-'));
    const file = (name: string) => join(this.#folder, name);
    command('openssl', [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'],
      ...['-subj', '/CN=lab', '-addext', `subjectAltName=IP:${HUB_ADDRESS}`],
      ...['-keyout', file('privkey.pem'), '-out', file('fullchain.pem')],
    ]);
    this.#process = spawn(join(ROOT, 'services/turn/entrypoint.sh'), {
      stdio: ['ignore', 'ignore', 'inherit'],
      detached: true,
      env: {
        ...process.env,
        TURN_SECRET: secret,
        TURN_RELAY_IP: HUB_ADDRESS,
        TURN_LISTEN_IP: HUB_ADDRESS,
        TURN_CERTIFICATES: this.#folder,
        TURN_RUN: this.#folder,
      },
    });
  }

  /**
   * Waits until `page` gets an allocation: coturn takes connections a second before it knows its secret. Rejects where
   * that takes too long.
   */
  async ready(page: Page): Promise<void> {
    const server = {
      urls: [
        `turn:${HUB_ADDRESS}:${RELAY_PORT}?transport=tcp`,
        `turns:${HUB_ADDRESS}:${RELAY_TLS_PORT}?transport=tcp`,
      ],
      ...credentials(this.#secret),
    };
    const allocates = () => page.evaluate(getsAllocation, server);
    if (!Number.isFinite(await until(allocates, 10_000))) throw new Error('The relay lets nobody in.');
  }

  /** Lets a browser believe its certificate. */
  get trustingFlag(): string {
    const { publicKey } = new X509Certificate(readFileSync(join(this.#folder, 'fullchain.pem')));
    const pin = createHash('sha256').update(publicKey.export({ type: 'spki', format: 'der' }));
    return `--ignore-certificate-errors-spki-list=${pin.digest('base64')}`;
  }

  close(): void {
    if (this.#process.pid !== undefined) process.kill(-this.#process.pid, 'SIGKILL');
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** As the service makes them. @see https://datatracker.ietf.org/doc/html/draft-uberti-behave-turn-rest-00 */
function credentials(secret: string): { username: string; credential: string } {
  const username = `${Math.floor(Date.now() / 1_000) + 60}:lab`;
  return { username, credential: createHmac('sha1', secret).update(username).digest('base64') };
}

/** Runs inside the page. */
async function getsAllocation(server: RTCIceServer): Promise<boolean> {
  const connection = new RTCPeerConnection({ iceServers: [server], iceTransportPolicy: 'relay' });
  const found = new Promise<boolean>((resolve) => {
    connection.addEventListener('icecandidate', ({ candidate }) => resolve(candidate?.type === 'relay'));
    setTimeout(() => resolve(false), 1_000);
  });
  connection.createDataChannel('any');
  await connection.setLocalDescription();
  const got = await found;
  connection.close();
  return got;
}
