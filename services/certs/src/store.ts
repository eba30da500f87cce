import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ConfigError } from './config.ts';

/** A certificate with what leads to its authority, and its key, as PEM. */
export interface KeyPair {
  readonly chain: string;
  readonly key: string;
}

const PRIVATE = 'private/';

/**
 * The folder that nginx and the relay read: `fullchain.pem`, `privkey.pem` and `www`, the web root of plain http. What is
 * nobody else's business lies in `private`, for us alone. A file is replaced as a whole or not at all.
 */
export class Store {
  readonly #folder: string;

  /** @throws ConfigError where `folder` cannot be made or written to. */
  constructor(folder: string) {
    this.#folder = folder;
    try {
      // First of all itself: nginx comes in as somebody else, and whoever makes a folder for us alone makes its parents so.
      mkdirSync(folder, { recursive: true });
      mkdirSync(join(folder, PRIVATE), { recursive: true, mode: 0o700 });
      mkdirSync(join(folder, 'www/.well-known/acme-challenge'), { recursive: true });
    } catch {
      throw new ConfigError('CERTS_DIR must be a folder that this user can write to.');
    }
  }

  /** What `name` holds, or `null` where it is not there. */
  read(name: string): string | null {
    const path = join(this.#folder, name);
    return existsSync(path) ? readFileSync(path, 'utf8') : null;
  }

  write(name: string, content: string | Buffer, mode = name.startsWith(PRIVATE) ? 0o600 : 0o644): void {
    const path = join(this.#folder, name);
    mkdirSync(dirname(path), { recursive: true });
    const next = `${path}.next`;
    writeFileSync(next, content, { mode });
    // The mask of the process may have taken something away.
    chmodSync(next, mode);
    renameSync(next, path);
  }

  remove(name: string): void {
    rmSync(join(this.#folder, name), { force: true });
  }

  /** The pair in use, or `null` before there is one. */
  get current(): KeyPair | null {
    const [chain, key] = [this.read('fullchain.pem'), this.read('privkey.pem')];
    return chain === null || key === null ? null : { chain, key };
  }

  /** Takes `pair` into use. The key goes first: who sees the new certificate finds its key. */
  use({ chain, key }: KeyPair): void {
    // The group is the one of the folder, which nginx and the relay share.
    this.write('privkey.pem', key, 0o640);
    this.write('fullchain.pem', chain);
  }
}
