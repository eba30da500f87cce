/**
 * An expected failure with a stable code. It carries no words for people: those are in the translation files,
 * under `errors`.
 */
export class AppError<Code extends string = string> extends Error {
  override readonly name = 'AppError';
  readonly code: Code;

  constructor(code: Code, cause?: unknown) {
    super(code, cause === undefined ? undefined : { cause });
    this.code = code;
  }
}
