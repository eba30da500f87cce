import { covers, firstIn, isDue } from '../certificate.ts';
import type { Config } from '../config.ts';
import type { Store } from '../store.ts';
import { lanAddresses, lanHosts } from './addresses.ts';
import { Authority } from './authority.ts';
import { writeTrustPage } from './trust-page.ts';

/** Keeps a certificate of our own authority for every name and address of this machine. Answers whether it made one. */
export async function keepLan(
  { hosts, httpsPort }: Pick<Config, 'hosts' | 'httpsPort'>,
  store: Store,
  now: number,
): Promise<boolean> {
  const authority = await Authority.keep(store, now);
  const wanted = lanHosts(hosts);
  const [first] = [...hosts, ...lanAddresses().filter((address) => address.includes('.'))];
  const port = httpsPort === 443 ? '' : `:${String(httpsPort)}`;
  writeTrustPage(store, authority, `https://${first ?? 'localhost'}${port}/`);
  if (!isNeeded(store, authority, wanted, now)) return false;
  store.use(await authority.issue(wanted, now));
  return true;
}

function isNeeded(store: Store, authority: Authority, wanted: readonly string[], now: number): boolean {
  const { current } = store;
  const leaf = current && firstIn(current.chain);
  if (!current || !leaf || !authority.made(current.chain)) return true;
  return isDue(leaf, now) || !wanted.every((host) => covers(leaf, host));
}
