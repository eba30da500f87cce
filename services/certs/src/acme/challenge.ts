import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Store } from '../store.ts';
import { AcmeError } from './acme-error.ts';

const FOLDER = '.well-known/acme-challenge';
/** Challenges hold letters, digits, `-` and `_`: what else one held would be a path. */
const TOKEN = /^[\w-]+$/;
const ANSWER_WITHIN_MS = 2_000;
const PAUSE_MS = 250;

/** Where in the folder the answer to `token` lies: the web root of plain http. */
export function pathOf(token: string): string {
  if (!TOKEN.test(token))
    throw new AcmeError('directory-refused', 'The directory sent a challenge that is none.');
  return `www/${FOLDER}/${token}`;
}

/**
 * Waits until plain http of this machine shows what lies in the web root. nginx comes up only when there is a certificate,
 * and a directory that looks before counts a failure. Asked by address: from in here the name may lead elsewhere.
 * @throws AcmeError after `patienceMs`
 */
export async function shownByHttp(store: Store, port: number, patienceMs: number): Promise<void> {
  const [token, content] = [randomBytes(16).toString('hex'), randomBytes(16).toString('hex')];
  const end = performance.now() + patienceMs;
  store.write(pathOf(token), content);
  try {
    while (!(await shows(`http://127.0.0.1:${String(port)}/${FOLDER}/${token}`, content))) {
      if (performance.now() > end)
        throw new AcmeError(
          'plain-http-silent',
          `Port ${String(port)} of this machine does not show what the directory would look for: is web running (docker compose logs web)?`,
        );
      await delay(PAUSE_MS);
    }
  } finally {
    store.remove(pathOf(token));
  }
}

async function shows(url: string, content: string): Promise<boolean> {
  try {
    const answer = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    return (await answer.text()) === content;
  } catch {
    return false;
  }
}
