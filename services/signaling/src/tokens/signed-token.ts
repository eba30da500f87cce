import { createHmac, timingSafeEqual } from 'node:crypto';
import * as v from 'valibot';

/** Signs claims of one purpose, and gives back only claims it signed itself. */
export interface SignedTokens<T> {
  sign(claims: T): string;
  /** The claims, or `null` where `token` is forged, garbled or of another purpose. */
  verify(token: string): T | null;
}

// Longer than any token of ours; hashing arbitrary text is work an outsider should not be able to order.
const MAX_LENGTH = 512;

function parseClaims(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * HMAC-SHA256 over base64url JSON. Each purpose derives a key of its own from `secret`, so a token of one purpose
 * can never be used for another. Every character is safe in a URL.
 */
export function signedTokens<S extends v.GenericSchema>(
  secret: string,
  purpose: string,
  schema: S,
): SignedTokens<v.InferOutput<S>> {
  const key = createHmac('sha256', secret).update(purpose).digest();
  const signatureOf = (body: string): string => createHmac('sha256', key).update(body).digest('base64url');
  return {
    sign(claims) {
      const body = Buffer.from(JSON.stringify(claims)).toString('base64url');
      return `${body}.${signatureOf(body)}`;
    },
    verify(token) {
      const [body, signature, ...rest] = token.length > MAX_LENGTH ? [] : token.split('.');
      if (body === undefined || signature === undefined || rest.length > 0) return null;
      // As text: there are several ways to write the same bytes in base64, and only ours is genuine.
      const expected = Buffer.from(signatureOf(body));
      const given = Buffer.from(signature);
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
      const claims = v.safeParse(schema, parseClaims(Buffer.from(body, 'base64url').toString()));
      return claims.success ? claims.output : null;
    },
  };
}
