import { X509Certificate, createPrivateKey } from 'node:crypto';
import { isIP } from 'node:net';
import type { KeyPair } from './store.ts';

const DAY_MS = 86_400_000;

/** The first certificate in `pem`, or `null` where there is none. */
export function firstIn(pem: string): X509Certificate | null {
  try {
    return new X509Certificate(pem);
  } catch {
    return null;
  }
}

/** Whether `certificate` stands for `host`, a name or an address. */
export function covers(certificate: X509Certificate, host: string): boolean {
  const found = isIP(host) === 0 ? certificate.checkHost(host) : certificate.checkIP(host);
  return found !== undefined;
}

/** What keeps `pair` from being used for `hosts` now, in words that follow the name of the variable; `null`: nothing. */
export function problemOf({ chain, key }: KeyPair, hosts: readonly string[], now: number): string | null {
  const certificate = firstIn(chain);
  if (certificate === null) return 'holds no certificate in PEM';
  const fits = matches(certificate, key);
  if (fits === null) return 'came with a key file that holds no private key in PEM';
  if (!fits) return 'and the key file do not belong together';
  if (now > certificate.validToDate.getTime()) return `ended on ${certificate.validTo}: renew it`;
  if (now < certificate.validFromDate.getTime()) return `begins on ${certificate.validFrom}: check the clock`;
  const missing = hosts.filter((host) => !covers(certificate, host));
  return missing.length > 0 ? `does not stand for ${missing.join(', ')}` : null;
}

/** Whether the two halves of a pair belong together; half of a new one does not fit the other half of the old. */
export function keyFits({ chain, key }: KeyPair): boolean {
  const certificate = firstIn(chain);
  return certificate !== null && matches(certificate, key) === true;
}

function matches(certificate: X509Certificate, key: string): boolean | null {
  try {
    return certificate.checkPrivateKey(createPrivateKey(key));
  } catch {
    return null;
  }
}

/** When to renew, in milliseconds since 1970: two thirds of its life are over. */
export function dueAt(certificate: X509Certificate): number {
  const [from, to] = [certificate.validFromDate.getTime(), certificate.validToDate.getTime()];
  return from + ((to - from) * 2) / 3;
}

export function isDue(certificate: X509Certificate, now: number): boolean {
  return now >= dueAt(certificate);
}

export function daysLeft(certificate: X509Certificate, now: number): number {
  return Math.floor((certificate.validToDate.getTime() - now) / DAY_MS);
}
