import { readFileSync } from 'node:fs';
import { problemOf } from './certificate.ts';
import { ConfigError } from './config.ts';
import type { Config } from './config.ts';
import type { Store } from './store.ts';

/** The person's own certificate, checked and taken over whenever it changes. Answers whether it did. */
export function keepFiles(
  { certFile, keyFile, hosts }: Pick<Config, 'certFile' | 'keyFile' | 'hosts'>,
  store: Store,
  now: number,
): boolean {
  const pair = { chain: content('TLS_CERT_FILE', certFile), key: content('TLS_KEY_FILE', keyFile) };
  const { current } = store;
  if (current?.chain === pair.chain && current.key === pair.key) return false;
  const problem = problemOf(pair, hosts, now);
  if (problem !== null) throw new ConfigError(`The certificate in TLS_CERT_FILE ${problem}.`);
  store.use(pair);
  return true;
}

function content(name: string, path: string | null): string {
  try {
    return readFileSync(path ?? '', 'utf8');
  } catch {
    throw new ConfigError(`${name} names a file that cannot be read.`);
  }
}
