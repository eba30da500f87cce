import { covers, firstIn, isDue, keyFits } from '../certificate.ts';
import type { KeyPair, Store } from '../store.ts';

/** Which certificate came from which directory: what else lies in its place is a stand-in. */
const GIVEN = 'private/acme-certificate.txt';

/** Whether the certificate in use is one that `directory` gave, good for `hosts`, and not due yet. */
export function isKept(store: Store, directory: string, hosts: readonly string[], now: number): boolean {
  const { current } = store;
  const certificate = current && firstIn(current.chain);
  if (!current || !certificate || !keyFits(current)) return false;
  if (store.read(GIVEN) !== noteOf(directory, current)) return false;
  return !isDue(certificate, now) && hosts.every((host) => covers(certificate, host));
}

/**
 * Takes what `directory` gave into use. The note goes first: a process that ends between the two has a note that fits
 * nothing, and asks again.
 */
export function useGiven(store: Store, directory: string, pair: KeyPair): void {
  store.write(GIVEN, noteOf(directory, pair));
  store.use(pair);
}

function noteOf(directory: string, { chain }: KeyPair): string {
  return `${directory}\n${firstIn(chain)?.fingerprint256 ?? ''}\n`;
}
