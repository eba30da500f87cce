import { AppError } from '../core/app-error';

/** Why a source could not start. Each has words and a next step in the translation files (`errors.media.*`). */
export const MEDIA_ERROR_CODES = [
  /** The person, or an administrator, said no; asking again shows no question. */
  'permission-denied',
  /** The question was closed without an answer; asking again shows it again. */
  'permission-dismissed',
  /** The browser may, the operating system may not. */
  'blocked-by-system',
  'not-found',
  'in-use',
  /** It worked, then stopped by itself: unplugged, or taken by another program. */
  'ended',
  'insecure-context',
  'unsupported',
  'unknown',
] as const;
export type MediaErrorCode = (typeof MEDIA_ERROR_CODES)[number];

const codes: ReadonlySet<string> = new Set(MEDIA_ERROR_CODES);

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
  switch (nameOf(error)) {
    case 'NotAllowedError':
    case 'SecurityError':
      return refusalCode(error, permission);
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

function isMediaError(error: unknown): error is MediaError {
  return error instanceof AppError && codes.has(String(error.code));
}

/** Whether the very device asked for cannot be had. */
export function isOverconstrained(error: unknown): boolean {
  return nameOf(error) === 'OverconstrainedError';
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
  return isRefusalCode(failure.code) ? failure : new AppError('ended', error);
}

/** Whether the way out is a permission, not a device. */
export function isRefusalCode(code: MediaErrorCode): boolean {
  return code === 'permission-denied' || code === 'permission-dismissed' || code === 'blocked-by-system';
}

/** Whether something else has, or had, the device: it may be free again later. */
export function isTaken(code: MediaErrorCode | null): boolean {
  return code === 'ended' || code === 'in-use';
}

function refusalCode(error: unknown, permission: PermissionAnswer): MediaErrorCode {
  const message = error instanceof DOMException ? error.message : '';
  if (/dismissed/i.test(message)) return 'permission-dismissed';
  if (/system/i.test(message) || permission === 'granted') return 'blocked-by-system';
  return permission === 'prompt' ? 'permission-dismissed' : 'permission-denied';
}

/** By name and not by class: an OverconstrainedError is a DOMException only in some browsers. */
function nameOf(error: unknown): string {
  const named = typeof error === 'object' && error !== null && 'name' in error;
  return named && typeof error.name === 'string' ? error.name : '';
}
