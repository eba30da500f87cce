import { readFileSync } from 'node:fs';
import { Agent } from 'node:https';
import acme from 'acme-client';
import { covers, firstIn, isDue } from '../certificate.ts';
import type { Config } from '../config.ts';
import { Authority } from '../lan/authority.ts';
import type { Store } from '../store.ts';

const ACCOUNT = 'private/acme-account.pem';
const DIRECTORY = 'private/acme-directory.txt';
/** Challenges hold letters, digits, `-` and `_`: what else one held would be a path. */
const TOKEN = /^[\w-]+$/;

/**
 * Keeps a certificate of the ACME directory, by HTTP-01: the challenge lies in the web root of plain http. Answers whether
 * it got one. @see https://www.rfc-editor.org/rfc/rfc8555
 */
export async function keepAcme(
  { acme: options, hosts }: Pick<Config, 'acme' | 'hosts'>,
  store: Store,
  now: number,
) {
  if (!isNeeded(store, options.directory, hosts, now)) return false;
  if (store.current === null) await standIn(store, hosts, now);
  trust(options.caFile);
  const client = new acme.Client({
    directoryUrl: options.directory,
    accountKey: await accountKey(store, options.directory),
  });
  const [key, csr] = await acme.crypto.createCsr({ altNames: [...hosts] });
  const chain = await client.auto({
    csr,
    ...(options.email === null ? {} : { email: options.email }),
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
  store.use({ chain, key: key.toString() });
  store.write(DIRECTORY, options.directory);
  return true;
}

function isNeeded(store: Store, directory: string, hosts: readonly string[], now: number): boolean {
  const { current } = store;
  const certificate = current && firstIn(current.chain);
  if (!certificate || store.read(DIRECTORY) !== directory) return true;
  return isDue(certificate, now) || !hosts.every((host) => covers(certificate, host));
}

/** nginx does not start without a certificate, and without nginx no challenge is answered. */
async function standIn(store: Store, hosts: readonly string[], now: number): Promise<void> {
  store.use(await (await Authority.keep(store, now)).issue(hosts, now));
}

async function accountKey(store: Store, directory: string): Promise<string> {
  const known = store.read(ACCOUNT);
  if (known !== null && (store.read(DIRECTORY) ?? directory) === directory) return known;
  const key = (await acme.crypto.createPrivateEcdsaKey()).toString();
  store.write(ACCOUNT, key, 0o600);
  return key;
}

/** A directory inside a company has a certificate of the company's own authority. */
function trust(caFile: string | null): void {
  if (caFile !== null) acme.axios.defaults.httpsAgent = new Agent({ ca: readFileSync(caFile) });
}

function pathOf(token: string): string {
  if (!TOKEN.test(token)) throw new Error('The directory sent a challenge that is none.');
  return `www/.well-known/acme-challenge/${token}`;
}
