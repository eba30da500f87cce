import { DATA_CHANNEL_ID, DATA_CHANNEL_LABEL, type ParticipantId } from '@parley/protocol';
import { BehaviorSubject, Subject } from 'rxjs';
import type {
  IncomingCall,
  PeerCall,
  PeerCredentials,
  PeerTransport,
  TransportState,
} from '../peer-transport';
import { standingTracks } from '../standing-tracks';

/** Introduces transports of one page to each other; the connections between them are real. */
export class LoopbackNetwork {
  readonly transports = new Map<ParticipantId, LoopbackTransport>();
  /** Offers that reach nobody, as when PeerServer drops a frame. */
  swallowOffers = 0;
  /** Answers that reach nobody. */
  swallowAnswers = 0;
  /** How long an offer or an answer is on its way. */
  delay: () => Promise<void> = () => Promise.resolve();
  /** In all calls of the network: a page may make only so many connections, and these take one. */
  readonly tracks = standingTracks();
  /** Every connection made, for counting what is still open. */
  readonly connections: RTCPeerConnection[] = [];

  get openConnections(): number {
    return this.connections.filter(({ connectionState }) => connectionState !== 'closed').length;
  }
}

/** A transport without PeerJS: offer and answer go straight from one object to the other. */
export class LoopbackTransport implements PeerTransport {
  readonly state$ = new BehaviorSubject<TransportState>('closed');
  readonly incoming$ = new Subject<IncomingCall>();
  readonly calls: ParticipantId[] = [];
  readonly #network: LoopbackNetwork;
  readonly #open: PeerCall[] = [];
  #self: ParticipantId | null = null;
  #sent = Promise.resolve();

  constructor(network: LoopbackNetwork) {
    this.#network = network;
  }

  open({ participantId }: PeerCredentials): Promise<void> {
    this.#self = participantId;
    this.#network.transports.set(participantId, this);
    this.state$.next('open');
    return Promise.resolve();
  }

  renew(): void {
    // There are no servers here.
  }

  call(remote: ParticipantId): PeerCall {
    this.calls.push(remote);
    const ours = this.#make(remote, true, `call-${this.#network.connections.length}`);
    const offered = ours.connection.setLocalDescription();
    void offered.then(() => this.#travel()).then(() => this.#deliver(ours, remote));
    return ours;
  }

  close(): void {
    this.state$.next('closed');
    for (const call of this.#open.splice(0)) call.close();
  }

  #deliver(ours: PeerCall, remote: ParticipantId): void {
    const other = this.#network.transports.get(remote);
    if (!other || !this.#self) return;
    if (this.#network.swallowOffers > 0) {
      this.#network.swallowOffers -= 1;
      return;
    }
    other.incoming$.next(other.#incoming(ours, this.#self));
  }

  #incoming(theirs: PeerCall, remote: ParticipantId): IncomingCall {
    return {
      remote,
      refuse: () => undefined,
      answer: () => {
        const ours = this.#make(remote, false, theirs.connectionId);
        void connect(theirs.connection, ours.connection, () => this.#answerArrives());
        return ours;
      },
    };
  }

  /** As over one socket: what is sent first arrives first. */
  #travel(): Promise<void> {
    this.#sent = this.#sent.then(() => this.#network.delay());
    return this.#sent;
  }

  async #answerArrives(): Promise<boolean> {
    await this.#travel();
    if (this.#network.swallowAnswers === 0) return true;
    this.#network.swallowAnswers -= 1;
    return false;
  }

  #make(remote: ParticipantId, outgoing: boolean, connectionId: string): PeerCall {
    const connection = new RTCPeerConnection();
    this.#network.connections.push(connection);
    const stream = this.#network.tracks;
    for (const track of stream.getTracks()) void connection.addTrack(track, stream).replaceTrack(null);
    const channel = connection.createDataChannel(DATA_CHANNEL_LABEL, {
      negotiated: true,
      id: DATA_CHANNEL_ID,
    });
    const call = { remote, connectionId, outgoing, connection, channel, close: () => connection.close() };
    this.#open.push(call);
    return call;
  }
}

async function connect(
  offerer: RTCPeerConnection,
  answerer: RTCPeerConnection,
  arrives: () => Promise<boolean>,
): Promise<void> {
  if (isClosed(offerer) || !offerer.localDescription) return;
  exchangeCandidates(offerer, answerer);
  exchangeCandidates(answerer, offerer);
  try {
    await answerer.setRemoteDescription(offerer.localDescription);
    await answerer.setLocalDescription();
    if (!(await arrives()) || !answerer.localDescription || isClosed(offerer)) return;
    await offerer.setRemoteDescription(answerer.localDescription);
  } catch {
    // One of them was closed meanwhile, as when the call was made anew.
  }
}

/** A function, because the compiler would believe the state stays what it was before an `await`. */
function isClosed({ signalingState }: RTCPeerConnection): boolean {
  return signalingState === 'closed';
}

function exchangeCandidates(from: RTCPeerConnection, to: RTCPeerConnection): void {
  from.addEventListener('icecandidate', ({ candidate }) => {
    if (candidate && !isClosed(to)) to.addIceCandidate(candidate).catch(() => undefined);
  });
}
