/** Codes with words of their own in the translation files (`errors.join.*`). */
const KNOWN: readonly string[] = [
  'room-full',
  'room-name-invalid',
  'name-invalid',
  'signaling-unreachable',
  'unavailable',
  'version-mismatch',
  'rate-limited',
];

/** The one way on, where it is not the Join button itself. */
export type WayOn = 'home' | 'reload' | null;

/** Which words fit `code`, and what leads on. */
export function joinAdvice(code: string): { readonly words: string; readonly wayOn: WayOn } {
  // A late answer and none are the same to who waits.
  const words = code === 'signaling-timeout' ? 'signaling-unreachable' : code;
  return { words: KNOWN.includes(words) ? words : 'internal', wayOn: wayOn(words) };
}

function wayOn(code: string): WayOn {
  if (code === 'version-mismatch') return 'reload';
  return code === 'room-full' || code === 'room-name-invalid' ? 'home' : null;
}
