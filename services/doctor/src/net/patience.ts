/** Nobody answered in time. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/** `promise`, or {@link NoAnswer} after `ms`. What was begun goes on: whoever owns it has to end it. */
export async function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new NoAnswer(`no answer within ${String(ms / 1000)} s`)), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The code of a failed connection (`ECONNREFUSED`), or an empty text. */
export function codeOf(error: unknown): string {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  if (typeof code === 'string') return code;
  // Of several addresses tried in a row each has its own error.
  return error instanceof AggregateError ? codeOf(error.errors[0]) : '';
}

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection was cut',
  EHOSTUNREACH: 'there is no way to that address',
  ENETUNREACH: 'there is no way to that network',
  ENOTFOUND: 'the name has no address',
  EAI_AGAIN: 'no name server answered',
  ETIMEDOUT: 'no answer came',
};

/** Why something failed, in a few plain words. */
export function reasonOf(error: unknown): string {
  const known = REASONS[codeOf(error)];
  if (known !== undefined) return known;
  return error instanceof Error && error.message !== '' ? error.message : 'it failed without a reason';
}
