import acme from 'acme-client';
import * as v from 'valibot';
import type { Store } from '../store.ts';

const ACCOUNT = 'private/acme-account.json';
const AccountSchema = v.pipe(v.string(), v.parseJson(), v.object({ directory: v.string(), key: v.string() }));

/**
 * The key of our account with `directory`, in PEM. It is kept before the directory hears of it, so that an order that
 * fails, or a process that ends, does not lead to another account: directories count them.
 */
export async function accountKey(store: Store, directory: string): Promise<string> {
  const kept = v.safeParse(AccountSchema, store.read(ACCOUNT));
  if (kept.success && kept.output.directory === directory) return kept.output.key;
  const key = (await acme.crypto.createPrivateEcdsaKey()).toString();
  store.write(ACCOUNT, JSON.stringify({ directory, key }));
  return key;
}
