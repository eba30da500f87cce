import { covers, firstIn, isDue, keyFits } from '../certificate.ts';
import type { KeyPair, Store } from '../store.ts';
import { AcmeError } from './acme-error.ts';

/** Which certificate came from which directory: what else lies in its place is a stand-in. */
const GIVEN = 'private/acme-certificate.txt';

/** Whether the certificate in use is one that `directory` gave, good for `hosts`, and not due yet. */
export function isKept(store: Store, directory: string, hosts: readonly string[], now: number): boolean {
  const { current } = store;
  const certificate = current && firstIn(current.chain);
  if (!current || !certificate || store.read(GIVEN) !== noteOf(directory, current)) return false;
  return isFor(current, hosts) && !isDue(certificate, now);
}

/**
 * Takes what `directory` gave for `hosts` into use. The note goes first: a process that ends between the two has a note
 * that fits nothing, and asks again.
 * @throws AcmeError where it is for others
 */
export function useGiven(store: Store, directory: string, pair: KeyPair, hosts: readonly string[]): void {
  if (!isFor(pair, hosts))
    throw new AcmeError(
      'certificate-unusable',
      'The directory gave a certificate that is not for this host.',
    );
  store.write(GIVEN, noteOf(directory, pair));
  store.use(pair);
}

function isFor(pair: KeyPair, hosts: readonly string[]): boolean {
  const certificate = firstIn(pair.chain);
  return certificate !== null && keyFits(pair) && hosts.every((host) => covers(certificate, host));
}

function noteOf(directory: string, { chain }: KeyPair): string {
  return `${directory}\n${firstIn(chain)?.fingerprint256 ?? ''}\n`;
}
