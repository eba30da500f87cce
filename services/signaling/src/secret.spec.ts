import * as v from 'valibot';
import { SecretSchema } from './secret.ts';

describe('SecretSchema', () => {
  for (const secret of [
    'kJ8s-0Zq1vT_x4Lm9Rb2',
    'the secret of a service that is attacked',
    '0123456789abcdef',
  ]) {
    it(`takes ${secret}`, () => expect(v.is(SecretSchema, secret)).toBeTrue());
  }

  const refused = [
    '',
    'short',
    'changemechangeme',
    'Change-Me-Change-Me-123',
    'secretsecretsecret',
    'password12345678',
    'aaaaaaaaaaaaaaaaaaaa',
    'abababababababababab',
    'with a line\nbreak in it',
    'x'.repeat(513),
  ];
  for (const secret of refused) {
    it(`refuses ${JSON.stringify(secret).slice(0, 40)}`, () =>
      expect(v.is(SecretSchema, secret)).toBeFalse());
  }
});
