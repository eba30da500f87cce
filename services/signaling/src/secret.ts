import { readFileSync } from 'node:fs';
import * as v from 'valibot';

/** From documentation and examples: whoever looks for a way in tries these first. */
const KNOWN: readonly string[] = [
  'changeme',
  'change-me',
  'change_me',
  'secret',
  'mysecret',
  'password',
  'passw0rd',
  'example',
  'default',
  'north',
  'logen',
];
const DISTINCT = 8;

/** Letters, digits and signs: in the configuration file of coturn anything else begins a setting of its own. */
function isGuessable(text: string): boolean {
  const plain = text.toLowerCase();
  const known = KNOWN.some((word) => plain.replaceAll(word, '').replace(/[\d\W_]/g, '') === '');
  return known || new Set(plain).size < DISTINCT;
}

/** A secret nobody else knows, as far as one can tell by looking at it. */
export const SecretSchema = v.pipe(
  v.string(),
  v.minLength(16),
  v.maxLength(512),
  v.regex(/^[ -~]+$/),
  v.check((text) => !isGuessable(text)),
);

/** Says what {@link SecretSchema} wants, without repeating what it was given. */
export const SECRET_MUST = 'be 16 or more letters, digits and signs that nobody can guess or look up';

/** The secret in the file at `path`, without the line break at its end; `null` where there is no such file. */
export function secretInFile(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trimEnd();
  } catch {
    return null;
  }
}
