import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Authority } from '../lan/authority.ts';
import { newFolder } from './folder.ts';
import { NAMES } from './own-machine.ts';
import { Process } from './process.ts';

const PORT = 14_000;
const MANAGEMENT_PORT = 15_000;
const NONCES_REFUSED_PERCENT = '15';

/** A real ACME directory, whose own certificate comes from an authority that nobody knows. */
export class Pebble {
  static readonly directory = `https://${NAMES.directory}:${String(PORT)}/dir`;
  /** PEM of the authority of what it gives. */
  readonly root: string;
  /** File with the authority of its own certificate. */
  readonly caFile: string;
  readonly #process: Process;
  readonly #folder: string;

  private constructor(process: Process, folder: string, root: string) {
    this.#process = process;
    this.#folder = folder;
    this.root = root;
    this.caFile = join(folder, 'ca.pem');
  }

  /** Certificates are good for `lifeS` seconds. */
  static async start(lifeS = 86_400): Promise<Pebble> {
    const folder = mkdtempSync(join(tmpdir(), 'parley-pebble-'));
    const put = (name: string, content: string): string => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    };
    const authority = await Authority.keep(newFolder().store, Date.now());
    const { chain, key } = await authority.issue([NAMES.directory], Date.now());
    const config = {
      listenAddress: `127.0.0.1:${String(PORT)}`,
      managementListenAddress: `127.0.0.1:${String(MANAGEMENT_PORT)}`,
      certificate: put('cert.pem', chain),
      privateKey: put('key.pem', key),
      // Where nginx listens in a deployment.
      httpPort: 80,
      tlsPort: 443,
      domainBlocklist: [NAMES.refused],
      retryAfter: { authz: 1, order: 1 },
      keyAlgorithm: 'ecdsa',
      profiles: { default: { description: 'the only one', validityPeriod: lifeS } },
    };
    put('ca.pem', authority.pem);
    const args = ['-strict', '-config', put('config.json', JSON.stringify({ pebble: config }))];
    const process = new Process(program(), args, {
      PEBBLE_VA_NOSLEEP: '1',
      PEBBLE_WFE_NONCEREJECT: NONCES_REFUSED_PERCENT,
      // Every order is shown anew that the name is ours.
      PEBBLE_AUTHZREUSE: '0',
    });
    await process.says(/ACME directory available/);
    return new Pebble(process, folder, await rootOf(authority.pem));
  }

  /** How many accounts were made. */
  get accounts(): number {
    return this.#count(/There are now \d+ accounts in memory/g);
  }

  /** How many certificates it gave. */
  get issued(): number {
    return this.#count(/Issued certificate serial/g);
  }

  /** How often it looked for a challenge. */
  get looked(): number {
    return this.#count(/Attempting to validate w\/ HTTP/g);
  }

  async close(): Promise<void> {
    await this.#process.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #count(words: RegExp): number {
    return [...this.#process.output.matchAll(words)].length;
  }
}

function program(): string {
  const path = process.env['PEBBLE'];
  if (path === undefined) throw new Error('npm run test:acme says where pebble is.');
  return path;
}

/** It listens a moment after it says so. */
async function rootOf(ca: string): Promise<string> {
  for (;;) {
    try {
      const request = get(`https://${NAMES.directory}:${String(MANAGEMENT_PORT)}/roots/0`, { ca });
      const [answer] = (await once(request, 'response')) as [NodeJS.ReadableStream];
      return await text(answer);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ECONNREFUSED') throw error;
    }
  }
}
