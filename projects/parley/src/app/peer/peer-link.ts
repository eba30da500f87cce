import type { IceServer, ParticipantId, PeerMessage, RtcSignal } from '@parley/protocol';
import { BehaviorSubject, type Observable, Subject, Subscription } from 'rxjs';
import type { Behavior } from '../core/behavior';
import { type LocalTracks, NO_TRACKS } from '../core/media-source';
import type { Encoding } from './encoding';
import { LiveCall, type RemoteStreams } from './live-call';
import { type PathRecovery } from './path-recovery';
import type { IncomingCall, PeerCall } from './peer-transport';
import { OK, type PathState, withoutCall } from './recovery-policy';
import { ANSWER_TIMEOUT_MS, ASK_MS, CONNECT_TIMEOUT_MS, retryDelayMs } from './retry-policy';

/** A link as the room sees it. */
export interface LinkView {
  /** State of the current call's connection, verbatim; `new` before there is one. */
  readonly connection: RTCPeerConnectionState;
  /** What the participant sends, or `null` before there is a call. */
  readonly streams: RemoteStreams | null;
  /** Calls that failed since the last one that connected. */
  readonly failures: number;
  /** How the path is, in the words of the recovery policy. */
  readonly path: PathState['kind'];
}

/** Signaling, as far as links need it to mend a path. */
export interface PeerSignaling {
  /** Fresh servers. Rejects where signaling is down. */
  iceServers(): Promise<readonly IceServer[]>;
  /** Rejects where it could not be passed on to `to`. */
  send(to: ParticipantId, signal: RtcSignal): Promise<void>;
}

export interface LinkOptions {
  readonly self: ParticipantId;
  readonly remote: ParticipantId;
  /** Makes a call, or `null` where none can be made now. */
  readonly dial: (remote: ParticipantId) => PeerCall | null;
  /** `null` while signaling is down. */
  readonly signaling: () => PeerSignaling | null;
}

/**
 * The path to one participant for as long as we want it: at most one call at a time. A call that stood is mended as
 * long as there is hope, then made anew. The side that called calls again; the other side waits for it.
 */
export class PeerLink {
  readonly #options: LinkOptions;
  readonly #view = new BehaviorSubject<LinkView>({
    connection: 'new',
    streams: null,
    failures: 0,
    path: 'ok',
  });
  readonly #messages = new Subject<PeerMessage>();
  readonly #opened = new Subject<void>();
  #call: LiveCall | null = null;
  #recovery: PathRecovery | null = null;
  #path: PathState = OK;
  #events = new Subscription();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking: ReturnType<typeof setInterval> | undefined;
  #tracks: LocalTracks = NO_TRACKS;
  #encoding: Encoding | null = null;
  /** As they said last. */
  #sends = true;
  #shownThere: number | null = null;
  #shownHere: number | null = null;
  #waiting = false;
  #closed = false;

  readonly view$: Behavior<LinkView> = this.#view;
  readonly messages$: Observable<PeerMessage> = this.#messages;
  readonly opened$: Observable<void> = this.#opened;

  constructor(options: LinkOptions) {
    this.#options = options;
  }

  /** There is a call, whatever its state, or there will be one without anybody's doing. */
  get busy(): boolean {
    return this.#call !== null || this.#waiting || this.#timer !== undefined;
  }

  /** Whether the present path goes by a relay; `null` where there is no path. */
  get relayed(): boolean | null {
    return this.#recovery?.relayed ?? null;
  }

  /**
   * Calls the participant, now or, where that cannot be done yet, at the next `resume`. Resolves when the call is on its
   * way, or nothing is.
   */
  async dial(): Promise<void> {
    if (this.#closed) return;
    const call = this.#options.dial(this.#options.remote);
    this.#waiting = call === null;
    if (call !== null) await this.#use(call).offered();
  }

  /** Calls can be made again: makes the one that could not be. */
  resume(): void {
    if (this.#waiting) void this.dial();
  }

  /** What is known of the path may be stale: signaling came back, or the page woke up. */
  nudge(): void {
    this.#recovery?.nudge();
  }

  /** Gives the present call up, if any, and calls again. */
  rebuild(): void {
    if (this.#closed) return;
    this.#end();
    this.#path = { kind: 'rebuilding', since: performance.now() };
    this.#view.next({
      ...this.#view.value,
      connection: 'failed',
      streams: null,
      path: this.#path.kind,
    });
    void this.dial();
  }

  /** Takes a step of renegotiation; `false` where it is about a call that is over and that no other replaces. */
  receive(signal: RtcSignal): boolean {
    const current = signal.connectionId === this.#call?.connectionId;
    // Late news of an earlier call must not end the one made in its place.
    if (signal.step.kind === 'gone') {
      if (current || !this.busy) this.rebuild();
      return true;
    }
    if (current) this.#recovery?.receive(signal);
    return current || this.busy;
  }

  /** Answers the participant's call, unless ours to them waits for its answer and has precedence (lower id wins). */
  answer(incoming: IncomingCall): void {
    const unanswered = this.#call?.outgoing === true && !this.#call.answered;
    if (this.#closed || (unanswered && this.#options.self < this.#options.remote)) incoming.refuse();
    else this.#use(incoming.answer());
  }

  setTracks(tracks: LocalTracks, encoding: Encoding): void {
    this.#tracks = tracks;
    this.#encoding = encoding;
    this.#call?.setTracks(tracks, encoding);
  }

  /** Sends one message; `false` when the channel is not open. */
  send(message: PeerMessage): boolean {
    return this.#call?.send(message) ?? false;
  }

  /** Tells them that their camera is shown here with a shorter side of so many pixels, now and in every later call. */
  show(shortSide: number): void {
    if (this.#shownHere === shortSide) return;
    this.#shownHere = shortSide;
    this.send({ type: 'picture:shown', shortSide });
  }

  /** How loud the participant is now, 0 to 1. */
  audioLevel(): number {
    return this.#call?.audioLevel() ?? 0;
  }

  /** Ends the link for good. Idempotent. */
  close(): void {
    this.#closed = true;
    this.#end();
    this.#view.complete();
    this.#messages.complete();
    this.#opened.complete();
  }

  #use(made: PeerCall): LiveCall {
    this.#end();
    const call = new LiveCall(made);
    this.#call = call;
    this.#events = new Subscription();
    this.#events.add(call.messages$.subscribe((message) => this.#receive(message)));
    this.#events.add(call.opened$.subscribe(() => this.#onOpened()));
    this.#events.add(call.state$.subscribe((state) => this.#onState(call, state)));
    if (this.#encoding) call.setTracks(this.#tracks, this.#encoding);
    if (this.#shownThere !== null) call.setShown(this.#shownThere);
    this.#timer = setTimeout(() => this.#fail(), call.outgoing ? ANSWER_TIMEOUT_MS : CONNECT_TIMEOUT_MS);
    return call;
  }

  #onOpened(): void {
    if (this.#shownHere !== null) this.send({ type: 'picture:shown', shortSide: this.#shownHere });
    this.#opened.next();
  }

  #receive(message: PeerMessage): void {
    if (message.type === 'picture:shown') {
      this.#shownThere = message.shortSide;
      this.#call?.setShown(message.shortSide);
    }
    if (message.type === 'media:state') {
      const { microphone, camera, screen } = message.media;
      this.#sends = microphone || camera || screen;
    }
    this.#messages.next(message);
  }

  #onState(call: LiveCall, connection: RTCPeerConnectionState): void {
    if (connection === 'connected') this.#onConnected(call);
    const { failures } = this.#view.value;
    this.#view.next({
      connection,
      streams: call.streams,
      failures: connection === 'connected' ? 0 : failures,
      path: this.#path.kind,
    });
    // A connection that stood can be mended, whatever it says.
    if (connection === 'closed' || (connection === 'failed' && this.#recovery === null)) this.#fail();
  }

  #onConnected(call: LiveCall): void {
    this.#clearTimer();
    if (this.#recovery) return;
    const { remote, signaling } = this.#options;
    this.#recovery = call.recover({
      state: this.#path,
      sends: () => this.#sends,
      port: () => {
        const way = signaling();
        return way && { iceServers: () => way.iceServers(), send: (signal) => way.send(remote, signal) };
      },
      changed: (path) => this.#onPath(call, path),
    });
  }

  #onPath(call: LiveCall, path: PathState): void {
    this.#setPath(path);
    if (path.kind !== 'rebuilding') return;
    const { outgoing, connectionId } = call;
    this.#end();
    this.#view.next({ ...this.#view.value, connection: 'failed', streams: null });
    if (outgoing) void this.dial();
    else this.#askForCall(connectionId);
  }

  /** Who was called does not call, lest two calls cross: it asks, and again until there is a call. */
  #askForCall(connectionId: string): void {
    const signal: RtcSignal = { connectionId, round: 'none', step: { kind: 'gone' } };
    const ask = (): void => {
      this.#setPath(withoutCall(this.#path, performance.now()));
      this.#options
        .signaling()
        ?.send(this.#options.remote, signal)
        .catch(() => undefined);
    };
    this.#asking = setInterval(ask, ASK_MS);
    ask();
  }

  #setPath(path: PathState): void {
    this.#path = path;
    this.#call?.hold(path.kind !== 'ok');
    if (this.#view.value.path !== path.kind) this.#view.next({ ...this.#view.value, path: path.kind });
  }

  #fail(): void {
    const call = this.#call;
    this.#end();
    this.#path = withoutCall(this.#path, performance.now());
    this.#view.next({
      connection: 'failed',
      streams: null,
      failures: this.#view.value.failures + 1,
      path: this.#path.kind,
    });
    if (call?.outgoing === true) this.#retryLater();
    else if (call) this.#askForCall(call.connectionId);
  }

  #retryLater(): void {
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.dial();
    }, retryDelayMs(this.#view.value.failures));
  }

  #clearTimer(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #end(): void {
    this.#clearTimer();
    clearInterval(this.#asking);
    this.#waiting = false;
    this.#events.unsubscribe();
    this.#recovery?.close();
    this.#recovery = null;
    this.#call?.close();
    this.#call = null;
  }
}
