import { type Observable, distinctUntilChanged, map, of, switchMap, timer } from 'rxjs';
import type { SignalingConnection } from '../signaling/signaling-client';

/** A break this short is over before it is worth a word. */
const HINT_AFTER_MS = 3_000;

/** Whether the service could not be reached for a while: newcomers wait, running links do not mind. */
export function signalingLost(connection$: Observable<SignalingConnection>): Observable<boolean> {
  return connection$.pipe(
    map((connection) => connection === 'down'),
    // Every attempt that fails says `down` again; the time counts from the first.
    distinctUntilChanged(),
    switchMap((down) => (down ? timer(HINT_AFTER_MS).pipe(map(() => true)) : of(false))),
  );
}
