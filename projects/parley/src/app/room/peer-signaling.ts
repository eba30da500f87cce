import type { PeerSignaling } from '../peer/peer-link';
import type { SignalingClient } from '../signaling/signaling-client';

/** How links mend their paths: over `signaling`, for as long as this connection to the service stands. */
export function peerSignaling(signaling: SignalingClient): PeerSignaling {
  return {
    iceServers: async () => (await signaling.request('peer:refresh', {})).iceServers,
    send: async (to, signal) => {
      await signaling.request('rtc:signal', { to, signal });
    },
  };
}
