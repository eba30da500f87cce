import * as x509 from '@peculiar/x509';
import { isIP } from 'node:net';
import { hostname } from 'node:os';
import { firstIn } from '../certificate.ts';
import { ALGORITHM, fromPem, newKeys, newSerialNumber, toPem } from '../keys.ts';
import type { KeyPair, Store } from '../store.ts';

const DAY_MS = 86_400_000;
const AUTHORITY_DAYS = 3_650;
/** Safari takes no more than 398. https://support.apple.com/en-us/102028 */
const LEAF_DAYS = 397;
/** Clocks of a LAN without internet differ. */
const EARLIER_MS = DAY_MS;

const CERTIFICATE = 'private/authority.pem';
const KEY = 'private/authority-key.pem';

/** An authority of this host alone. Whoever trusts it trusts what this host says of itself, and nobody else. */
export class Authority {
  readonly #certificate: x509.X509Certificate;
  readonly #key: CryptoKey;

  private constructor(certificate: x509.X509Certificate, key: CryptoKey) {
    this.#certificate = certificate;
    this.#key = key;
  }

  /** The one of an earlier start, or a new one: people trusted it on each of their devices, so it has to stay. */
  static async keep(store: Store, now: number): Promise<Authority> {
    const [pem, key] = [store.read(CERTIFICATE), store.read(KEY)];
    if (pem !== null && key !== null && (firstIn(pem)?.validToDate.getTime() ?? 0) > now) {
      return new Authority(new x509.X509Certificate(pem), await fromPem(key));
    }
    const keys = await newKeys();
    const certificate = await makeAuthority(keys, now);
    store.write(KEY, await toPem(keys.privateKey), 0o600);
    store.write(CERTIFICATE, certificate.toString('pem'));
    return new Authority(certificate, keys.privateKey);
  }

  get pem(): string {
    return `${this.#certificate.toString('pem')}\n`;
  }

  get der(): Buffer {
    return Buffer.from(this.#certificate.rawData);
  }

  /** Whether it made the first certificate of `pem`. */
  made(pem: string): boolean {
    const [leaf, own] = [firstIn(pem), firstIn(this.pem)];
    return leaf !== null && own !== null && leaf.verify(own.publicKey);
  }

  /** A certificate for `hosts`, with its key. */
  async issue(hosts: readonly string[], now: number): Promise<KeyPair> {
    const keys = await newKeys();
    const usage = x509.KeyUsageFlags.digitalSignature | x509.KeyUsageFlags.keyEncipherment;
    const leaf = await x509.X509CertificateGenerator.create({
      ...validity(now, LEAF_DAYS),
      serialNumber: newSerialNumber(),
      subject: 'CN=Parley',
      issuer: this.#certificate.subject,
      publicKey: keys.publicKey,
      signingKey: this.#key,
      signingAlgorithm: ALGORITHM,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(usage, true),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
        new x509.SubjectAlternativeNameExtension(
          hosts.map((value) => ({ type: isIP(value) === 0 ? ('dns' as const) : ('ip' as const), value })),
        ),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
        await x509.AuthorityKeyIdentifierExtension.create(this.#certificate.publicKey),
      ],
    });
    return { chain: `${leaf.toString('pem')}\n${this.pem}`, key: await toPem(keys.privateKey) };
  }
}

async function makeAuthority(keys: CryptoKeyPair, now: number): Promise<x509.X509Certificate> {
  const usage = x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign;
  return await x509.X509CertificateGenerator.createSelfSigned({
    ...validity(now, AUTHORITY_DAYS),
    serialNumber: newSerialNumber(),
    name: [{ CN: [`Parley on ${hostname().replace(/[^\w.-]/g, '')}`] }],
    keys,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(usage, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
}

function validity(now: number, days: number) {
  return { notBefore: new Date(now - EARLIER_MS), notAfter: new Date(now - EARLIER_MS + days * DAY_MS) };
}
