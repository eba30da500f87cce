import type { Patient } from '../patient.ts';
import { ask } from './ask.ts';

/** What only the page about trust links to. */
const SIGN = 'parley-ca.crt';

/** Where it may be: where plain http is said to be answered, where nginx does, and the door of `npm start -- --lan`. */
function addresses({ url, httpPort, port }: Patient): string[] {
  const ports = [...new Set([httpPort ?? 80, 80, port + 1])].filter((candidate) => candidate <= 65_535);
  return ports.map(
    (candidate) => `http://${url.hostname}${candidate === 80 ? '' : `:${String(candidate)}`}/trust`,
  );
}

/** What to do about a certificate of the deployment's own authority: the first of those pages that is there. */
export async function trustStep(patient: Patient): Promise<string> {
  const candidates = addresses(patient);
  const found = await Promise.all(candidates.map((address) => isThere(address, patient.patienceMs)));
  const address = candidates.find((_, index) => found[index]);
  if (address !== undefined) return `Open ${address} on each device`;
  return `Open ${candidates[0] ?? ''} on each device   (no such page was found: --http-port <n> says where it is)`;
}

async function isThere(address: string, patienceMs: number): Promise<boolean> {
  try {
    // The address for people, without a slash, leads there.
    const { status, body } = await ask(new URL(`${address}/`), patienceMs);
    return status === 200 && body.includes(SIGN);
  } catch {
    return false;
  }
}
