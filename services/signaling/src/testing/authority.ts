import { KeyObject, webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import * as x509 from '@peculiar/x509';
import type { TlsPair } from '../http/tls-files.ts';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY_MS = 86_400_000;

/** Somebody of a spec who vouches for certificates. */
export class Authority {
  readonly #keys: webcrypto.CryptoKeyPair;
  readonly #certificate: x509.X509Certificate;

  private constructor(keys: webcrypto.CryptoKeyPair, certificate: x509.X509Certificate) {
    this.#keys = keys;
    this.#certificate = certificate;
  }

  static async make(): Promise<Authority> {
    const keys = await newKeys();
    const extensions = [new x509.BasicConstraintsExtension(true, 0, true)];
    const name = 'CN=Spec Authority';
    const signingAlgorithm = ALGORITHM;
    const certificate = x509.X509CertificateGenerator.createSelfSigned({
      ...life(),
      name,
      keys,
      signingAlgorithm,
      extensions,
    });
    return new Authority(keys, await certificate);
  }

  /** What a client trusts. */
  get pem(): string {
    return this.#certificate.toString('pem');
  }

  /** A certificate for `hosts`, names or addresses, with its key. */
  async issue(hosts: readonly string[]): Promise<TlsPair> {
    const { publicKey, privateKey } = await newKeys();
    const names = hosts.map((value) => ({ type: isIP(value) ? ('ip' as const) : ('dns' as const), value }));
    const leaf = await x509.X509CertificateGenerator.create({
      ...life(),
      subject: `CN=${hosts[0] ?? 'nobody'}`,
      issuer: this.#certificate.subject,
      publicKey,
      signingKey: this.#keys.privateKey,
      signingAlgorithm: ALGORITHM,
      extensions: [new x509.SubjectAlternativeNameExtension(names)],
    });
    const key = KeyObject.from(privateKey).export({ type: 'pkcs8', format: 'pem' }).toString();
    return { cert: leaf.toString('pem'), key };
  }
}

function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
}

function life() {
  return { notBefore: new Date(Date.now() - DAY_MS), notAfter: new Date(Date.now() + DAY_MS) };
}
