import { readFileSync } from 'node:fs';
import { getCACertificates } from 'node:tls';
import { Session } from './net/session.ts';

/** How to look at a deployment. What is left out is as a browser on the open internet would have it. */
export interface PatientOptions {
  /** Certificates of authorities, as PEM, that count as trusted beside those of the system. */
  readonly authorities?: readonly string[];
  /** Where plain http is answered; `null` where it is not to be looked at. 80 unless the address names a port. */
  readonly httpPort?: number | null;
  /** Milliseconds since the Unix epoch. */
  readonly now?: () => number;
  /** How long one answer may take, in milliseconds. */
  readonly patienceMs?: number;
}

/** The deployment that is looked at, and what all checks share. `close` ends what they opened together. */
export class Patient {
  readonly url: URL;
  /** Without the brackets of an IPv6 address. */
  readonly host: string;
  readonly port: number;
  readonly httpPort: number | null;
  readonly authorities: readonly string[];
  readonly now: () => number;
  readonly patienceMs: number;
  #session: Promise<Session> | undefined;

  constructor(url: URL, options: PatientOptions = {}) {
    this.url = url;
    this.host = url.hostname.replace(/^\[|\]$/g, '');
    this.port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
    this.httpPort = options.httpPort === undefined ? (url.port === '' ? 80 : null) : options.httpPort;
    this.authorities = [
      ...getCACertificates('default'),
      ...getCACertificates('system'),
      ...(options.authorities ?? []),
    ];
    this.now = options.now ?? (() => Date.now());
    this.patienceMs = options.patienceMs ?? 6_000;
  }

  get isSecure(): boolean {
    return this.url.protocol === 'https:';
  }

  /** One identity in a room nobody is in, asked for once and shared by all who need it. */
  session(): Promise<Session> {
    return (this.#session ??= Session.open(this));
  }

  async close(): Promise<void> {
    const session = await this.#session?.catch(() => null);
    session?.close();
  }
}

/** @throws where the file cannot be read or holds no certificate. */
export function readAuthority(path: string): string {
  const text = readFileSync(path, 'utf8');
  if (!text.includes('BEGIN CERTIFICATE')) throw new Error(`${path} holds no certificate.`);
  return text;
}
