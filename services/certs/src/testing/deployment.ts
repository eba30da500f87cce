import { X509Certificate } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { connect } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { startFront } from './front.ts';
import { NAMES } from './own-machine.ts';
import { Pebble } from './pebble.ts';
import { Process } from './process.ts';

const CERTS = fileURLToPath(new URL('../main.ts', import.meta.url));
const SIGNALING = fileURLToPath(new URL('../../../signaling/src/main.ts', import.meta.url));
const LOOK_AGAIN_MS = 50;

/** The services of a deployment that have to do with its certificate, as processes of their own. */
export class Deployment {
  readonly root = mkdtempSync(join(tmpdir(), 'parley-acme-'));
  readonly folder = join(this.root, 'certs');
  readonly #running = new Set<Process>();

  constructor() {
    // nginx reads as somebody else.
    chmodSync(this.root, 0o755);
  }

  /** The service of the certificates. `env` changes what a deployment with `TLS=acme` has. */
  certs(pebble: Pebble, env: Readonly<Record<string, string>> = {}, ...args: readonly string[]): Process {
    return this.#keep(
      new Process(process.execPath, [CERTS, ...args], {
        TLS: 'acme',
        PARLEY_HOST: NAMES.host,
        ACME_DIRECTORY: Pebble.directory,
        ACME_CA_FILE: pebble.caFile,
        ACME_EMAIL: 'ada@meet.example',
        CERTS_DIR: this.folder,
        ...env,
      }),
    );
  }

  /** nginx, which waits for a certificate. */
  front(): Process {
    return this.#keep(startFront(this.root));
  }

  async signaling(): Promise<Process> {
    const service = this.#keep(
      new Process(process.execPath, [SIGNALING], { TRUST_PROXY: '1', PORT: '3000' }),
    );
    await service.says(/"listening"/);
    return service;
  }

  async kill(process: Process): Promise<void> {
    this.#running.delete(process);
    await process.kill();
  }

  async close(): Promise<void> {
    for (const process of [...this.#running].reverse()) await this.kill(process);
    rmSync(this.root, { recursive: true, force: true });
  }

  #keep(process: Process): Process {
    this.#running.add(process);
    return process;
  }
}

/** The certificate that nginx shows to who asks for `host` now; `null` where there is no nginx. */
export function shown(host: string = NAMES.host): Promise<X509Certificate | null> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port: 443, servername: host, rejectUnauthorized: false });
    socket.once('secureConnect', () => {
      resolve(new X509Certificate(socket.getPeerCertificate().raw));
      socket.destroy();
    });
    socket.once('error', () => resolve(null));
  });
}

/**
 * The certificate that nginx shows as soon as it `isRight`. For a moment after a reload the old workers accept beside the
 * new ones (ngx_master_process_cycle), so whoever asks next may still see the one before.
 */
export async function shownOnce(
  isRight: (certificate: X509Certificate) => boolean,
  host?: string,
): Promise<X509Certificate> {
  for (;;) {
    const certificate = await shown(host);
    if (certificate !== null && isRight(certificate)) return certificate;
    await delay(LOOK_AGAIN_MS);
  }
}

/** Comes true as soon as a browser that trusts `root` alone would take what nginx shows for `host`. */
export async function trustedOnce(root: string, host: string = NAMES.host): Promise<true> {
  while (!(await isTrusted(root, host))) await delay(LOOK_AGAIN_MS);
  return true;
}

function isTrusted(root: string, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port: 443, servername: host, ca: root });
    socket.once('secureConnect', () => {
      resolve(socket.authorized);
      socket.destroy();
    });
    socket.once('error', () => resolve(false));
  });
}
