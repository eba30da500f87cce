import { X509Certificate, createPrivateKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import type { Clock } from '../clock.ts';
import { ConfigError } from '../config.ts';
import type { Config } from '../config.ts';
import { errorKind } from '../logger.ts';
import type { Logger } from '../logger.ts';

/** A certificate with what leads to its authority, and its key, as PEM. */
export interface TlsPair {
  readonly cert: string;
  readonly key: string;
}

type Paths = Record<'certFile' | 'keyFile', string>;

/** How often to look for a renewed certificate. */
const LOOK_MS = 5_000;
/** Two files cannot be replaced at once: what was wrong at one look only was half of a renewal. */
const TELL_AFTER_LOOKS = 2;

/** The files named by TLS_CERT_FILE and TLS_KEY_FILE, and the pair in use. */
export class TlsFiles {
  readonly #paths: Paths;
  #pair: TlsPair;

  private constructor(paths: Paths) {
    this.#paths = paths;
    this.#pair = readPair(paths);
  }

  /**
   * `null` where none are named.
   * @throws ConfigError with one sentence where they cannot be used.
   */
  static of({ certFile, keyFile }: Pick<Config, 'certFile' | 'keyFile'>): TlsFiles | null {
    return certFile === null || keyFile === null ? null : new TlsFiles({ certFile, keyFile });
  }

  get pair(): TlsPair {
    return this.#pair;
  }

  /**
   * Hands every new pair to `use`; connections that stand keep theirs. A pair that cannot be used is told once, and the one
   * in use stays. The function returned ends the watch.
   */
  watch(
    use: (pair: TlsPair) => void,
    { clock, log }: { readonly clock: Clock; readonly log: Logger },
  ): () => void {
    let failures = 0;
    let cancel = clock.schedule(look, LOOK_MS);
    const renew = (): void => {
      const pair = readPair(this.#paths);
      failures = 0;
      if (pair.cert === this.#pair.cert && pair.key === this.#pair.key) return;
      use(pair);
      this.#pair = pair;
      log.info({ event: 'certificate-renewed' });
    };
    function look(): void {
      try {
        renew();
      } catch (error) {
        failures += 1;
        const problem = error instanceof ConfigError ? error.message : errorKind(error);
        if (failures === TELL_AFTER_LOOKS) log.warn({ event: 'certificate-refused', problem });
      }
      cancel = clock.schedule(look, LOOK_MS);
    }
    return () => cancel();
  }
}

function readPair({ certFile, keyFile }: Paths): TlsPair {
  const pair = { cert: content('TLS_CERT_FILE', certFile), key: content('TLS_KEY_FILE', keyFile) };
  if (!certificateIn(pair.cert).checkPrivateKey(keyIn(pair.key)))
    throw new ConfigError('TLS_KEY_FILE must hold the key of the certificate in TLS_CERT_FILE.');
  try {
    createSecureContext(pair);
  } catch {
    throw new ConfigError('TLS_CERT_FILE must hold a certificate that is strong enough for TLS.');
  }
  return pair;
}

function content(name: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new ConfigError(`${name} must name a file that this user can read.`);
  }
}

function certificateIn(pem: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch {
    throw new ConfigError('TLS_CERT_FILE must name a file that holds a certificate in PEM.');
  }
}

function keyIn(pem: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch {
    throw new ConfigError(
      'TLS_KEY_FILE must name a file that holds a private key in PEM, without a passphrase.',
    );
  }
}
