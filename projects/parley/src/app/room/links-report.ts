import type { Observable, Subscription } from 'rxjs';
import type { PeerService } from '../peer/peer-service';
import type { SignalingClient } from '../signaling/signaling-client';
import { everyInCall } from './every-in-call';
import type { RoomState } from './room-state';

const REPORT_MS = 15_000;

/** Tells the service from the first call on how many links go by a relay: nobody but its operator hears of it. */
export function reportLinks(
  state$: Observable<RoomState>,
  signaling: Pick<SignalingClient, 'request'>,
  peers: Pick<PeerService, 'paths'>,
): Subscription {
  return everyInCall(state$, REPORT_MS).subscribe(() => {
    // What could not be said is said with the next report.
    signaling.request('links:report', peers.paths()).catch(() => undefined);
  });
}
