import acme from 'acme-client';
import { keyFits } from '../certificate.ts';
import type { Config } from '../config.ts';
import { Authority } from '../lan/authority.ts';
import type { KeyPair, Store } from '../store.ts';
import { accountKey } from './account.ts';
import { pathOf, shownByHttp } from './challenge.ts';
import { withDirectory } from './directory.ts';
import { isKept, useGiven } from './given.ts';

/** Milliseconds. `front`: nginx comes up; `request`: one answer of the directory; `poll`: first pause before asking again. */
const PATIENCE = { front: 60_000, request: 30_000, poll: 1_000 };

/**
 * Keeps a certificate of the ACME directory, by HTTP-01: the challenge lies in the web root of plain http. Answers whether
 * it got one. @see https://www.rfc-editor.org/rfc/rfc8555
 * @throws AcmeError where it got none; the one in use stays
 */
export async function keepAcme(
  { acme: options, hosts, httpPort }: Pick<Config, 'acme' | 'hosts' | 'httpPort'>,
  store: Store,
  now: number,
  patience = PATIENCE,
): Promise<boolean> {
  if (isKept(store, options.directory, hosts, now)) return false;
  // nginx does not start without a certificate, and without nginx no challenge is answered.
  if (store.current === null || !keyFits(store.current))
    store.use(await (await Authority.keep(store, now)).issue(hosts, now));
  await shownByHttp(store, httpPort, patience.front);
  const pair = await withDirectory(options, patience.request, () =>
    order(options, hosts, store, patience.poll),
  );
  useGiven(store, options.directory, pair, hosts);
  return true;
}

async function order(
  { directory, email }: Config['acme'],
  hosts: readonly string[],
  store: Store,
  pollMs: number,
): Promise<KeyPair> {
  const client = new acme.Client({
    directoryUrl: directory,
    accountKey: await accountKey(store, directory),
    backoffMin: pollMs,
  });
  const [key, csr] = await acme.crypto.createCsr({ altNames: [...hosts] });
  const chain = await client.auto({
    csr,
    ...(email === null ? {} : { email }),
    termsOfServiceAgreed: true,
    challengePriority: ['http-01'],
    // From in here the name may lead elsewhere; the directory looks itself.
    skipChallengeVerification: true,
    challengeCreateFn: (_, challenge, answer) => {
      store.write(pathOf(challenge.token), answer);
      return Promise.resolve();
    },
    challengeRemoveFn: (_, challenge) => {
      store.remove(pathOf(challenge.token));
      return Promise.resolve();
    },
  });
  return { chain, key: key.toString() };
}
