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

/** Answers of a service that was reached and works: to look at the connection would explain nothing. */
const CLEAR_ANSWERS: readonly string[] = [
  'room-full',
  'room-name-invalid',
  'name-invalid',
  'version-mismatch',
  'rate-limited',
];

/** What is said when joining failed. */
export interface JoinAdvice {
  /** Last part of the key of the words, `errors.join.*`. */
  readonly words: string;
  readonly wayOn: WayOn;
  /** The connection may be why. */
  readonly checkable: boolean;
}

/** Which words fit `code`, and what leads on. */
export function joinAdvice(code: string): JoinAdvice {
  // A late answer and none are the same to who waits.
  const words = code === 'signaling-timeout' ? 'signaling-unreachable' : code;
  return {
    words: KNOWN.includes(words) ? words : 'internal',
    wayOn: wayOn(words),
    checkable: !CLEAR_ANSWERS.includes(words),
  };
}

function wayOn(code: string): WayOn {
  if (code === 'version-mismatch') return 'reload';
  return code === 'room-full' || code === 'room-name-invalid' ? 'home' : null;
}
