/**
 * How the path of a link is. `weak`: nothing was heard for a while. `restarting`: ICE looks for another way on the same
 * connection. `rebuilding`: that failed, and a new call is made. `lost`: it has been too long to promise anything, though
 * the attempts go on. Times are milliseconds of one clock; `since` is when the trouble began.
 */
export type PathState =
  | { readonly kind: 'ok' }
  | { readonly kind: 'weak'; readonly since: number }
  | {
      readonly kind: 'restarting';
      readonly since: number;
      /** Counts from 1; 0 while the other side cannot be reached to agree on anything. */
      readonly attempt: number;
      readonly startedAt: number;
    }
  | { readonly kind: 'rebuilding'; readonly since: number }
  | { readonly kind: 'lost'; readonly since: number; readonly triedAt: number };

/** What can be seen of a path. */
export interface PathSigns {
  readonly now: number;
  /** When something last arrived by this path, media or not. */
  readonly heardAt: number;
  /** No media came lately, only the checks of ICE and reports: pauses between those are long. */
  readonly quiet: boolean;
  /** When both sides last agreed to look for another path, whoever began; `-Infinity` for never. */
  readonly agreedAt: number;
  /** The connection gave up by itself. */
  readonly failed: boolean;
  /** A restart can reach the other side: signaling is up, here and there. */
  readonly canSignal: boolean;
  /** We made the call: we restart first. The other side waits, lest both do at once. */
  readonly first: boolean;
}

export const OK: PathState = { kind: 'ok' };

/**
 * A pause this long is none of a path in use: sound alone comes fifty times a second. Checks alone come up to 2.8 s apart (measured in Chromium), and one of
 * them may get lost. https://www.rfc-editor.org/rfc/rfc7675
 */
const SILENT_MS = { flowing: 1_500, quiet: 5_800 } as const;
/** How long to leave it to the path itself to heal, for the side that called and for the other. */
const PATIENCE_MS = { first: 300, second: 1_800 } as const;
const RESTART_MS = 4_000;
const RESTARTS = 3;
/** How often the lost are looked for. */
const LOST_RETRY_MS = 15_000;
export const LOST_MS = 120_000;

/** In how many milliseconds the path counts as silent, should nothing arrive. */
export function silentInMs({ now, heardAt, quiet }: Pick<PathSigns, 'now' | 'heardAt' | 'quiet'>): number {
  return heardAt + (quiet ? SILENT_MS.quiet : SILENT_MS.flowing) - now;
}

/** The state that follows from what is seen now. The same object where nothing changes. */
export function nextPath(state: PathState, signs: PathSigns): PathState {
  const { now, failed } = signs;
  const healthy = !failed && silentInMs(signs) > 0;
  if (healthy) return state.kind === 'ok' ? state : OK;
  if (state.kind === 'ok') return { kind: 'weak', since: now };
  if (state.kind === 'lost') return afterLost(state, signs);
  if (now - state.since >= LOST_MS) return { kind: 'lost', since: state.since, triedAt: now };
  switch (state.kind) {
    case 'weak':
      return afterWeak(state, signs);
    case 'restarting':
      return afterRestart(state, signs);
    case 'rebuilding':
      return state;
  }
}

/** The state of a path whose call ended or could not be made. */
export function withoutCall(state: PathState, now: number): PathState {
  const since = state.kind === 'ok' ? now : state.since;
  return now - since < LOST_MS ? { kind: 'rebuilding', since } : { kind: 'lost', since, triedAt: now };
}

function afterLost(state: Extract<PathState, { kind: 'lost' }>, { now, canSignal }: PathSigns): PathState {
  return canSignal && now - state.triedAt >= LOST_RETRY_MS ? { ...state, triedAt: now } : state;
}

function afterWeak(
  state: Extract<PathState, { kind: 'weak' }>,
  { now, agreedAt, canSignal, first }: PathSigns,
): PathState {
  const { since } = state;
  const patience = first ? PATIENCE_MS.first : PATIENCE_MS.second;
  // Who lost both has moved to another network: the first thing to say there is where we are now.
  if (!canSignal) return { kind: 'restarting', since, attempt: 0, startedAt: now };
  // What the other side began has its time too: another restart would undo it.
  if (now - since < patience || now - agreedAt < RESTART_MS) return state;
  return { kind: 'restarting', since, attempt: 1, startedAt: now };
}

function afterRestart(
  state: Extract<PathState, { kind: 'restarting' }>,
  { now, agreedAt, canSignal }: PathSigns,
): PathState {
  const { since, attempt, startedAt } = state;
  // What cannot reach the other side does not count: it begins anew when it can.
  if (!canSignal) return attempt === 0 ? state : { ...state, attempt: 0 };
  if (attempt > 0 && now - Math.max(startedAt, agreedAt) < RESTART_MS) return state;
  if (attempt >= RESTARTS) return { kind: 'rebuilding', since };
  return { kind: 'restarting', since, attempt: attempt + 1, startedAt: now };
}
