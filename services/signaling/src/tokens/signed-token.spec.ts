import * as v from 'valibot';
import { signedTokens } from './signed-token.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Other text that decodes to the same bytes. */
function otherwise(signature: string): string {
  const last = ALPHABET.indexOf(signature.slice(-1));
  return signature.slice(0, -1) + ALPHABET.charAt(last ^ 1);
}

describe('signedTokens', () => {
  const schema = v.object({ who: v.string() });
  const tokens = signedTokens('a secret of some length', 'test', schema);
  const token = tokens.sign({ who: 'me' });
  const [body = '', signature = ''] = token.split('.');

  it('gives back what it signed', () => {
    expect(tokens.verify(token)).toEqual({ who: 'me' });
  });

  it('uses only characters that are safe in a URL', () => {
    expect(token).toMatch(/^[\w.-]+$/);
  });

  const forged = Buffer.from(JSON.stringify({ who: 'you' })).toString('base64url');
  const refused: readonly (readonly [string, string])[] = [
    ['nothing', ''],
    ['no signature', body],
    ['an empty signature', `${body}.`],
    ['other claims under the same signature', `${forged}.${signature}`],
    ['a shortened signature', `${body}.${signature.slice(0, -2)}`],
    // 256 bits end within a character: its last two bits mean nothing.
    ['the same signature written otherwise', `${body}.${otherwise(signature)}`],
    ['a signature with a space in it', `${body}.${signature.slice(0, 9)} ${signature.slice(9)}`],
    ['a third part', `${token}.x`],
    ['something very long', `${'x'.repeat(600)}.${signature}`],
    [
      'the token of another purpose',
      signedTokens('a secret of some length', 'other', schema).sign({ who: 'me' }),
    ],
    ['the token of another secret', signedTokens('quite another secret', 'test', schema).sign({ who: 'me' })],
    [
      'a signed text that is no claim',
      signedTokens('a secret of some length', 'test', v.unknown()).sign(['me']),
    ],
  ];
  for (const [what, text] of refused) {
    it(`refuses ${what}`, () => {
      expect(tokens.verify(text)).toBeNull();
    });
  }
});
