import { EMPTY, type Observable, switchMap, timer } from 'rxjs';
import type { TransportState } from '../peer/peer-transport';

const RETRY_MS = 1_500;
/** Longer than a slow phone needs. A browser would wait for minutes on a path that swallows everything. */
const OPENING_MS = 8_000;

/** Emits whenever PeerServer has to be reached anew with fresh credentials, and again until it is. */
export function peerServerLost(server$: Observable<TransportState>): Observable<number> {
  return server$.pipe(
    switchMap((state) => {
      if (state === 'lost') return timer(RETRY_MS, RETRY_MS);
      return state === 'opening' ? timer(OPENING_MS) : EMPTY;
    }),
  );
}
