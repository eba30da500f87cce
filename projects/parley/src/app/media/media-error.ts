import { AppError } from '../core/app-error';

/** Why a source could not start. Each has words and a next step in the translation files (`errors.media.*`). */
export type MediaErrorCode =
  /** The person, or an administrator, said no; asking again shows no question. */
  | 'permission-denied'
  /** The question was closed without an answer; asking again shows it again. */
  | 'permission-dismissed'
  /** The browser may, the operating system may not. */
  | 'blocked-by-system'
  | 'not-found'
  | 'in-use'
  /** It worked, then stopped by itself: unplugged, or taken by another program. */
  | 'ended'
  | 'insecure-context'
  | 'unsupported'
  | 'unknown';

export type MediaError = AppError<MediaErrorCode>;

/** What the browser's Permissions API says after a refusal; `unknown` where it cannot be asked. */
export type PermissionAnswer = PermissionState | 'unknown';

/**
 * The code for what `getUserMedia` or `getDisplayMedia` rejected with. A refusal looks the same whether the
 * person said no, closed the question or was never asked; `permission` tells these apart, and so does the
 * message in Chromium ("Permission dismissed", "Permission denied by system").
 */
export function mediaErrorCode(error: unknown, permission: PermissionAnswer = 'unknown'): MediaErrorCode {
  if (error instanceof AppError) return isMediaError(error) ? error.code : 'unknown';
  if (!(error instanceof DOMException)) return 'unknown';
  switch (error.name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return refusalCode(error.message, permission);
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'not-found';
    // Firefox says AbortError where the hardware refuses to start, which is nearly always another program.
    case 'NotReadableError':
    case 'AbortError':
      return 'in-use';
    case 'NotSupportedError':
      return 'unsupported';
    default:
      return 'unknown';
  }
}

/** The same as an error that can be thrown on. */
export function toMediaError(error: unknown, permission: PermissionAnswer = 'unknown'): MediaError {
  return isMediaError(error) ? error : new AppError(mediaErrorCode(error, permission), error);
}

export function isMediaError(error: unknown): error is MediaError {
  return error instanceof AppError && Object.hasOwn(CODES, error.code);
}

/** Whether the person, or somebody for them, refused; then asking by ourselves would be pestering. */
export function isRefusal(error: unknown): boolean {
  return (
    error instanceof DOMException && (error.name === 'NotAllowedError' || error.name === 'SecurityError')
  );
}

/** For a device that went away while no other could be had: only a refusal is better news than the end. */
export function endedUnlessRefused(error: unknown): MediaError {
  const failure = toMediaError(error);
  const refused = failure.code.startsWith('permission-') || failure.code === 'blocked-by-system';
  return refused ? failure : new AppError('ended', error);
}

function refusalCode(message: string, permission: PermissionAnswer): MediaErrorCode {
  if (/dismissed/i.test(message)) return 'permission-dismissed';
  if (/system/i.test(message) || permission === 'granted') return 'blocked-by-system';
  return permission === 'prompt' ? 'permission-dismissed' : 'permission-denied';
}

const CODES: Readonly<Record<MediaErrorCode, true>> = {
  'permission-denied': true,
  'permission-dismissed': true,
  'blocked-by-system': true,
  'not-found': true,
  'in-use': true,
  ended: true,
  'insecure-context': true,
  unsupported: true,
  unknown: true,
};
