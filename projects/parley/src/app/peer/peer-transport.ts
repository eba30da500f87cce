import { InjectionToken } from '@angular/core';
import type { IceServer, ParticipantId } from '@parley/protocol';
import type { Observable } from 'rxjs';
import type { Behavior } from '../core/behavior';

/** Who we are to PeerServer, for how long it believes us, and which relays we may use. */
export interface PeerCredentials {
  readonly participantId: ParticipantId;
  readonly peerToken: string;
  readonly iceServers: readonly IceServer[];
  /** Of the room: everybody in it is sent to the same node by it. */
  readonly shard: number;
}

/**
 * One call in either direction. `connection` has three standing transceivers, microphone, camera and screen in
 * this order, none of them sending yet, and `channel` beside them.
 */
export interface PeerCall {
  readonly remote: ParticipantId;
  /** Names the connection to both sides. */
  readonly connectionId: string;
  /** We made it. Only one of both sides may make another when it fails. */
  readonly outgoing: boolean;
  readonly connection: RTCPeerConnection;
  readonly channel: RTCDataChannel;
  /** Ends it for good; the other side notices at once. Idempotent. */
  close(): void;
}

/** A call somebody makes to us, not answered yet. */
export interface IncomingCall {
  readonly remote: ParticipantId;
  answer(): PeerCall;
  refuse(): void;
}

/** `lost`: PeerServer cannot be reached now; running calls go on, new ones need `open` again. */
export type TransportState = 'closed' | 'opening' | 'open' | 'lost';

/** Makes and receives calls. The one implementation for people is PeerJS; tests have their own. */
export interface PeerTransport {
  readonly state$: Behavior<TransportState>;
  readonly incoming$: Observable<IncomingCall>;
  /** Connects, or connects again with fresh credentials. */
  open(credentials: PeerCredentials): Promise<void>;
  /** Makes and answers calls with these servers from now on; running calls keep theirs. */
  renew(iceServers: readonly IceServer[]): void;
  /** Calls a participant. Needs state `open`. */
  call(remote: ParticipantId): PeerCall;
  /** Ends every call and the connection to PeerServer. Idempotent. */
  close(): void;
}

export const PEER_TRANSPORT = new InjectionToken<PeerTransport>('PEER_TRANSPORT');
