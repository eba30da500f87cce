/** Why a source could not start. Each has words and a next step in the translation files (`errors.media.*`). */
export type MediaErrorCode =
  | 'permission-denied'
  | 'permission-dismissed'
  | 'not-found'
  | 'in-use'
  | 'ended'
  | 'insecure-context'
  | 'unsupported'
  | 'unknown';
