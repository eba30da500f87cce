import * as x509 from '@peculiar/x509';

// https://github.com/PeculiarVentures/x509#installation
x509.cryptoProvider.set(crypto);

/** Every phone since 2014 takes it, and its handshakes are short. */
export const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

export function newKeys(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
}

export async function toPem(key: CryptoKey): Promise<string> {
  const bytes = await crypto.subtle.exportKey('pkcs8', key);
  return `${x509.PemConverter.encode(bytes, 'PRIVATE KEY')}\n`;
}

export function fromPem(pem: string): Promise<CryptoKey> {
  const bytes = x509.PemConverter.decodeFirst(pem);
  return crypto.subtle.importKey('pkcs8', bytes, ALGORITHM, true, ['sign']);
}

/** 64 bits of chance, as the rules for authorities ask. https://cabforum.org/working-groups/server/baseline-requirements/ */
export function newSerialNumber(): string {
  const bytes = Buffer.from(crypto.getRandomValues(new Uint8Array(9)));
  bytes[0] = 0x01;
  return bytes.toString('hex');
}
