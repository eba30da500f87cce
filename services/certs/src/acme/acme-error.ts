/** Why there is no new certificate. What stands for it never changes, so that a log can be searched for it. */
export type AcmeErrorCode =
  /** Nothing on this machine's port of plain http shows what the directory would have to see. */
  | 'plain-http-silent'
  /** No answer: no such name, nobody there, too late. */
  | 'directory-unreachable'
  /** Its own certificate comes from an authority that this machine does not know. */
  | 'directory-untrusted'
  /** It answers that something is wrong with itself. */
  | 'directory-failed'
  /** It does not want what we ask for, and says why. */
  | 'directory-refused'
  /** It was asked too often. */
  | 'rate-limited'
  /** It looked at the name and did not find us there. */
  | 'challenge-failed'
  /** What it gave does not fit the key or the names. */
  | 'certificate-unusable';

/** A certificate that was asked for did not come; `message` is one sentence for people. */
export class AcmeError extends Error {
  override readonly name = 'AcmeError';
  readonly code: AcmeErrorCode;
  /** Milliseconds before which the directory does not want to hear from us again; `null` where it did not say. */
  readonly retryAfterMs: number | null;

  constructor(
    code: AcmeErrorCode,
    message: string,
    { retryAfterMs = null, cause }: { readonly retryAfterMs?: number | null; readonly cause?: unknown } = {},
  ) {
    super(message, { cause });
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}
