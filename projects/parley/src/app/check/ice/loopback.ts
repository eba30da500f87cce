import type { NewPeerConnection } from './new-peer-connection';
import { Pings, type PingSummary } from './pings';

/** Sound of a call is sent about this often. */
const PING_EVERY_MS = 25;
const PINGS = 60;
/** Later than this is as bad as never, to somebody who listens. */
const LATEST_MS = 1_000;

/** Like sound and pictures: what is lost is not sent again, and nothing waits for it. */
const LIKE_MEDIA: RTCDataChannelInit = { negotiated: true, id: 0, ordered: false, maxRetransmits: 0 };

/** Two connections of this page, joined to each other the way two people are. */
export class Loopback {
  readonly #near: RTCPeerConnection;
  readonly #far: RTCPeerConnection;
  readonly #channel: RTCDataChannel;

  private constructor(near: RTCPeerConnection, far: RTCPeerConnection, channel: RTCDataChannel) {
    this.#near = near;
    this.#far = far;
    this.#channel = channel;
  }

  /** `null` where the two did not find each other within `patienceMs`. */
  static async join(
    newConnection: NewPeerConnection,
    configuration: RTCConfiguration,
    patienceMs: number,
  ): Promise<Loopback | null> {
    const [near, far] = [newConnection(configuration), newConnection(configuration)];
    const channel = near.createDataChannel('check', LIKE_MEDIA);
    echo(far.createDataChannel('check', LIKE_MEDIA));
    const loopback = new Loopback(near, far, channel);
    try {
      const open = opened(channel, patienceMs);
      await introduce(near, far);
      if (await open) return loopback;
    } catch {
      // A browser that cannot even describe a connection: the same as one that makes none.
    }
    loopback.close();
    return null;
  }

  /** Sends pings for a second and a half, and counts what comes back. */
  async measure(now: () => number): Promise<PingSummary> {
    const pings = new Pings();
    return new Promise((resolve) => {
      this.#channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        pings.echoed(String(data), now());
        if (left === 0 && pings.complete) resolve(pings.summary);
      });
      let left = PINGS;
      const timer = setInterval(() => {
        if (this.#channel.readyState === 'open') this.#channel.send(pings.next(now()));
        left -= 1;
        if (left > 0) return;
        clearInterval(timer);
        setTimeout(() => resolve(pings.summary), LATEST_MS);
      }, PING_EVERY_MS);
    });
  }

  close(): void {
    this.#near.close();
    this.#far.close();
  }
}

function echo(channel: RTCDataChannel): void {
  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (channel.readyState === 'open') channel.send(String(data));
  });
}

function opened(channel: RTCDataChannel, patienceMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(false), patienceMs);
    channel.addEventListener('open', () => resolve(true));
  });
}

/** Offer, answer and candidates, which may only be handed over once the other side has the description. */
async function introduce(near: RTCPeerConnection, far: RTCPeerConnection): Promise<void> {
  const offer = near.setLocalDescription().then(() => far.setRemoteDescription(described(near)));
  passCandidates(near, far, offer);
  const answer = offer
    .then(() => far.setLocalDescription())
    .then(() => near.setRemoteDescription(described(far)));
  passCandidates(far, near, answer);
  await answer;
}

function passCandidates(from: RTCPeerConnection, to: RTCPeerConnection, ready: Promise<void>): void {
  from.addEventListener('icecandidate', ({ candidate }) => {
    if (candidate === null) return;
    // One that the other side cannot use is none; there are more.
    void ready.then(() => to.addIceCandidate(candidate)).catch(() => undefined);
  });
}

function described({ localDescription }: RTCPeerConnection): RTCSessionDescription {
  if (localDescription === null) throw new Error('no description');
  return localDescription;
}
