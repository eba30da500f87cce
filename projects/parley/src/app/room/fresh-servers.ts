import type { Observable, Subscription } from 'rxjs';
import type { PeerService } from '../peer/peer-service';
import type { SignalingClient } from '../signaling/signaling-client';
import { everyInCall } from './every-in-call';
import type { RoomState } from './room-state';

/** Credentials of a relay last ten minutes: twice in that time, so that one attempt may fail. */
const RENEW_MS = 240_000;

/**
 * Keeps the servers fresh with which calls are made and answered: who comes later into a long meeting is to find a
 * relay that still lets us in.
 */
export function keepServersFresh(
  state$: Observable<RoomState>,
  signaling: Pick<SignalingClient, 'request'>,
  peers: Pick<PeerService, 'renew'>,
): Subscription {
  return everyInCall(state$, RENEW_MS).subscribe(() => {
    // What cannot be had now is had next time, or with the connection that comes back.
    signaling.request('peer:refresh', {}).then(
      ({ iceServers }) => peers.renew(iceServers),
      () => undefined,
    );
  });
}
