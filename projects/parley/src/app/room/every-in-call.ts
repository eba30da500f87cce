import { type Observable, filter, interval, switchMap, take } from 'rxjs';
import type { RoomState } from './room-state';

/** Emits every `periodMs` milliseconds from the first call on. */
export function everyInCall(state$: Observable<RoomState>, periodMs: number): Observable<unknown> {
  return state$.pipe(
    filter(({ phase }) => phase === 'call'),
    take(1),
    switchMap(() => interval(periodMs)),
  );
}
