import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { connect } from 'node:tls';
import { within } from './patience.ts';

/** What a server showed when asked for its certificate. */
export interface Shown {
  readonly leaf: X509Certificate;
  /** How many certificates lead up from it, as far as they are known; it counts itself. */
  readonly length: number;
  /** OpenSSL's code for why it is not trusted (`CERT_HAS_EXPIRED`), or `null` where it is. */
  readonly distrust: string | null;
}

interface Place {
  readonly host: string;
  readonly port: number;
  readonly authorities: readonly string[];
  readonly patienceMs: number;
}

/** @throws NoAnswer or the error of the connection, also where the other end does not speak TLS. */
export async function shownCertificate({ host, port, authorities, patienceMs }: Place): Promise<Shown> {
  const socket = connect({
    host,
    port,
    // An address is no name that a server could choose a certificate by.
    ...(isIP(host) ? {} : { servername: host }),
    ca: [...authorities],
    rejectUnauthorized: false,
    // Told apart from trust: see `isFor`.
    checkServerIdentity: () => undefined,
  });
  try {
    const ready = new Promise<void>((resolve, reject) => {
      socket.once('secureConnect', resolve);
      socket.once('error', reject);
    });
    await within(patienceMs, ready);
    const peer = socket.getPeerCertificate(true);
    const error: unknown = socket.authorizationError;
    return {
      leaf: new X509Certificate(peer.raw),
      length: lengthOf(peer),
      distrust: codeOfDistrust(error),
    };
  } finally {
    socket.destroy();
  }
}

/** Node says a code, or an error with one; nothing where all is well. */
function codeOfDistrust(error: unknown): string | null {
  if (error instanceof Error) return String(Reflect.get(error, 'code') ?? error.message);
  return typeof error === 'string' ? error : null;
}

/** A certificate and the one that vouches for it, where the server sent that too. */
interface Link {
  readonly fingerprint256: string;
  readonly issuerCertificate?: Link;
}

function lengthOf(peer: Link): number {
  const seen = new Set<string>();
  let current: Link | undefined = peer;
  // The last one names itself as its issuer.
  while (current !== undefined && !seen.has(current.fingerprint256)) {
    seen.add(current.fingerprint256);
    current = current.issuerCertificate;
  }
  return seen.size;
}

/** Whether `leaf` was made for `host`, be it a name or an address. */
export function isFor(leaf: X509Certificate, host: string): boolean {
  return (isIP(host) ? leaf.checkIP(host) : leaf.checkHost(host)) !== undefined;
}

/** Whether a Parley that is its own authority made it: such a certificate is meant to be trusted by hand. */
export function isParleyAuthority(leaf: X509Certificate): boolean {
  return /parley/i.test(leaf.issuer) && leaf.issuer !== leaf.subject;
}
