import type { IceServer, RtcSignal } from '@parley/protocol';

type Step = RtcSignal['step'];
type Candidates = Extract<Step, { kind: 'candidates' }>['candidates'];

/** How a restart reaches the other side. */
export interface RestartPort {
  /** Fresh STUN and TURN servers: their credentials are short-lived. Rejects while signaling is down. */
  iceServers(): Promise<readonly IceServer[]>;
  /** Rejects where it could not be passed on. */
  send(signal: RtcSignal): Promise<void>;
}

export interface RestartOptions {
  readonly connection: RTCPeerConnection;
  readonly connectionId: string;
  /** Offers; the other side asks it to. Chromium forgets what a connection carries when it takes an offer back. */
  readonly offers: boolean;
  readonly port: RestartPort;
  readonly newRound: () => string;
}

/** Candidates found within this time travel together. */
const BATCH_MS = 30;

/**
 * Finds a new path for a connection that stands: ICE restart over signaling, because PeerJS takes a second
 * offer for an error. One side offers, so that no two offers cross.
 */
export class IceRestart {
  readonly #options: RestartOptions;
  readonly #onCandidate = ({ candidate }: RTCPeerConnectionIceEvent): void => this.#found(candidate);
  #round: string | null = null;
  #agreedAt = -Infinity;
  #candidates: RTCIceCandidate[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** One signal after the other: a candidate must not overtake its description. */
  #inbox: Promise<unknown> = Promise.resolve();
  /** One change of the connection after the other: an offer begun amid an answer would be another answer. */
  #changes: Promise<unknown> = Promise.resolve();

  constructor(options: RestartOptions) {
    this.#options = options;
    options.connection.addEventListener('icecandidate', this.#onCandidate);
  }

  /** When both sides last had what it takes to look for another path, by the clock of `performance.now()`. */
  get agreedAt(): number {
    return this.#agreedAt;
  }

  /** Offers a new path, or asks for the offer of one. Rejects where that cannot reach the other side now. */
  async restart(): Promise<void> {
    const { connection, connectionId, offers, port, newRound } = this.#options;
    if (!offers) {
      await port.send({ connectionId, round: 'none', step: { kind: 'wanted' } });
      return;
    }
    await this.#refresh();
    const step = await this.#change(async () => {
      connection.restartIce();
      this.#begin(newRound());
      await connection.setLocalDescription();
      return this.#description('offer');
    });
    if (step) await this.#send(step);
  }

  /** Takes what the other side sent about this connection. What is late or makes no sense changes nothing. */
  receive(signal: RtcSignal): Promise<unknown> {
    this.#inbox = this.#inbox.then(() => this.#take(signal)).catch(() => undefined);
    return this.#inbox;
  }

  /** Idempotent. */
  close(): void {
    clearTimeout(this.#timer);
    this.#options.connection.removeEventListener('icecandidate', this.#onCandidate);
  }

  async #take({ round, step }: RtcSignal): Promise<void> {
    const { connection, offers } = this.#options;
    if (step.kind === 'wanted' && offers) this.#offer();
    else if (step.kind === 'offer' && !offers) await this.#answer(round, step.sdp);
    else if (step.kind === 'answer') {
      await this.#change(async () => {
        if (round !== this.#round || connection.signalingState !== 'have-local-offer') return;
        await connection.setRemoteDescription({ type: 'answer', sdp: step.sdp });
        this.#agreedAt = performance.now();
      });
    } else if (step.kind === 'candidates') {
      await this.#change(async () => {
        if (round !== this.#round) return;
        // One of an earlier round must not keep the others out.
        await Promise.allSettled(step.candidates.map((init) => connection.addIceCandidate(asInit(init))));
      });
    }
  }

  /** The offer that waits for its answer may have got lost, and so may this: there will be another attempt. */
  #offer(): void {
    const waits = this.#options.connection.signalingState === 'have-local-offer';
    const step = waits ? this.#description('offer') : null;
    (step ? this.#send(step) : this.restart()).catch(() => undefined);
  }

  async #answer(round: string, sdp: string): Promise<void> {
    const { connection } = this.#options;
    const again = round === this.#round;
    // The old servers may still do.
    if (!again) await this.#refresh().catch(() => undefined);
    const step = await this.#change(async () => {
      // Our answer got lost.
      if (again) return this.#description('answer');
      await connection.setRemoteDescription({ type: 'offer', sdp });
      this.#begin(round);
      await connection.setLocalDescription();
      this.#agreedAt = performance.now();
      return this.#description('answer');
    });
    if (step) await this.#send(step);
  }

  /** Does `work` when nothing else changes the connection; `null` where it is closed. */
  #change<T>(work: () => Promise<T>): Promise<T | null> {
    const done = this.#changes.then(() => (isClosed(this.#options.connection) ? null : work()));
    this.#changes = done.catch(() => undefined);
    return done;
  }

  async #refresh(): Promise<void> {
    const { connection, port } = this.#options;
    const iceServers = (await port.iceServers()).map(asServer);
    if (!isClosed(connection)) connection.setConfiguration({ ...connection.getConfiguration(), iceServers });
  }

  #begin(round: string): void {
    clearTimeout(this.#timer);
    this.#round = round;
    this.#candidates = [];
  }

  #description(kind: 'offer' | 'answer'): Step | null {
    const sdp = this.#options.connection.localDescription?.sdp;
    return sdp === undefined ? null : { kind, sdp };
  }

  #found(candidate: RTCIceCandidate | null): void {
    // Those of the first negotiation are PeerJS's.
    if (candidate === null || this.#round === null) return;
    this.#candidates.push(candidate);
    if (this.#candidates.length === 1) this.#timer = setTimeout(() => this.#flush(), BATCH_MS);
  }

  #flush(): void {
    const candidates = this.#candidates.splice(0).map(toSend);
    // Lost ones are made up for by the next attempt.
    this.#send({ kind: 'candidates', candidates }).catch(() => undefined);
  }

  async #send(step: Step): Promise<void> {
    const { connectionId, port } = this.#options;
    if (this.#round !== null) await port.send({ connectionId, round: this.#round, step });
  }
}

/** A function, because the compiler would believe the state stays what it was before an `await`. */
function isClosed({ signalingState }: RTCPeerConnection): boolean {
  return signalingState === 'closed';
}

function toSend({ candidate, sdpMid, sdpMLineIndex, usernameFragment }: RTCIceCandidate): Candidates[number] {
  return { candidate, sdpMid, sdpMLineIndex, usernameFragment };
}

function asInit({
  candidate,
  sdpMid,
  sdpMLineIndex,
  usernameFragment,
}: Candidates[number]): RTCIceCandidateInit {
  return {
    candidate,
    sdpMid: sdpMid ?? null,
    sdpMLineIndex: sdpMLineIndex ?? null,
    usernameFragment: usernameFragment ?? null,
  };
}

function asServer({ urls, username, credential }: IceServer): RTCIceServer {
  if (username === undefined || credential === undefined) return { urls };
  return { urls, username, credential };
}
