import { type Observable, type Subscription, filter, interval, switchMap, take } from 'rxjs';
import type { PeerService } from '../peer/peer-service';
import type { SignalingClient } from '../signaling/signaling-client';
import type { RoomState } from './room-state';

const REPORT_MS = 15_000;

/** Tells the service from the first call on how many links go by a relay: nobody but its operator hears of it. */
export function reportLinks(
  state$: Observable<RoomState>,
  signaling: Pick<SignalingClient, 'request'>,
  peers: Pick<PeerService, 'paths'>,
): Subscription {
  const due$ = state$.pipe(
    filter(({ phase }) => phase === 'call'),
    take(1),
    switchMap(() => interval(REPORT_MS)),
  );
  return due$.subscribe(() => {
    // What could not be said is said with the next report.
    signaling.request('links:report', peers.paths()).catch(() => undefined);
  });
}
