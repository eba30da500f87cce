import { KeyObject, webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import * as x509 from '@peculiar/x509';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY_MS = 86_400_000;

/** What a TLS server shows, as PEM. */
export interface Credentials {
  readonly cert: string;
  readonly key: string;
}

interface Leaf {
  readonly names: readonly string[];
  /** Days from now; the past is negative. */
  readonly from?: number;
  readonly until?: number;
}

/** Somebody who vouches for certificates, made for one spec. */
export class Authority {
  readonly #keys: webcrypto.CryptoKeyPair;
  readonly #certificate: x509.X509Certificate;

  private constructor(keys: webcrypto.CryptoKeyPair, certificate: x509.X509Certificate) {
    this.#keys = keys;
    this.#certificate = certificate;
  }

  static async make(name: string): Promise<Authority> {
    const keys = await newKeys();
    const certificate = await x509.X509CertificateGenerator.createSelfSigned({
      name: `CN=${name}`,
      notBefore: inDays(-1000),
      notAfter: inDays(1000),
      signingAlgorithm: ALGORITHM,
      keys,
      extensions: [new x509.BasicConstraintsExtension(true, 2, true)],
    });
    return new Authority(keys, certificate);
  }

  /** What a device trusts. */
  get pem(): string {
    return this.#certificate.toString('pem');
  }

  /** Another one that this one vouches for. */
  async deputy(name: string): Promise<Authority> {
    const keys = await newKeys();
    const extensions = [new x509.BasicConstraintsExtension(true, 1, true)];
    return new Authority(keys, await this.#sign(name, keys.publicKey, inDays(-900), inDays(900), extensions));
  }

  /** A server's own certificate, followed by `chain`. */
  async issue(
    { names, from = -10, until = 80 }: Leaf,
    chain: readonly Authority[] = [],
  ): Promise<Credentials> {
    const keys = await newKeys();
    const alternatives = names.map((value): x509.JsonGeneralName => ({
      type: isIP(value) ? 'ip' : 'dns',
      value,
    }));
    const extensions = [new x509.SubjectAlternativeNameExtension(alternatives)];
    const name = names[0] ?? 'nobody';
    const leaf = await this.#sign(name, keys.publicKey, inDays(from), inDays(until), extensions);
    const cert = [leaf.toString('pem'), ...chain.map(({ pem }) => pem)].join('\n');
    const key = KeyObject.from(keys.privateKey);
    return { cert, key: key.export({ type: 'pkcs8', format: 'pem' }).toString() };
  }

  #sign(
    name: string,
    publicKey: webcrypto.CryptoKey,
    notBefore: Date,
    notAfter: Date,
    extensions: x509.Extension[],
  ): Promise<x509.X509Certificate> {
    return x509.X509CertificateGenerator.create({
      subject: `CN=${name}`,
      issuer: this.#certificate.subject,
      notBefore,
      notAfter,
      signingAlgorithm: ALGORITHM,
      publicKey,
      signingKey: this.#keys.privateKey,
      extensions,
    });
  }
}

function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
}

function inDays(days: number): Date {
  return new Date(Date.now() + days * DAY_MS);
}
