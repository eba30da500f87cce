/** `warn`: calls work, but not for everybody or not for ever. `fail`: something people will meet. */
export type Verdict = 'ok' | 'warn' | 'fail';

/** What one check found. */
export interface Finding {
  /** What was looked at, in a few words. */
  readonly name: string;
  /** What was there, in one sentence. */
  readonly saw: string;
  readonly verdict: Verdict;
  /** The line to change or the command to run, as it is written; `null` where nothing has to be done. */
  readonly fix: string | null;
}

export function ok(name: string, saw: string): Finding {
  return { name, saw, verdict: 'ok', fix: null };
}

export function warn(name: string, saw: string, fix: string): Finding {
  return { name, saw, verdict: 'warn', fix };
}

export function fail(name: string, saw: string, fix: string): Finding {
  return { name, saw, verdict: 'fail', fix };
}
