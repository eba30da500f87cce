import { type ChildProcess, spawn } from 'node:child_process';
import { X509Certificate, createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

  constructor(secret: string) {
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

  /** Rejects where it does not take connections in time. */
  async ready(): Promise<void> {
    const opens = await Promise.all(
      [RELAY_PORT, RELAY_TLS_PORT].map((port) => until(() => takes(port), 10_000)),
    );
    if (!opens.every(Number.isFinite)) throw new Error('The relay did not start.');
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

function takes(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, HUB_ADDRESS);
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
