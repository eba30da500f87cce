import type { ParticipantId, PeerMessage } from '@parley/protocol';
import { BehaviorSubject, type Observable, Subject, Subscription } from 'rxjs';
import type { Behavior } from '../core/behavior';
import { type LocalTracks, NO_TRACKS } from '../core/media-source';
import type { Encoding } from './encoding';
import { LiveCall, type RemoteStreams } from './live-call';
import type { IncomingCall, PeerCall } from './peer-transport';
import { ANSWER_TIMEOUT_MS, retryDelayMs } from './retry-policy';

/** A link as the room sees it. */
export interface LinkView {
  /** State of the current call's connection, verbatim; `new` before there is one. */
  readonly connection: RTCPeerConnectionState;
  /** What the participant sends, or `null` before there is a call. */
  readonly streams: RemoteStreams | null;
  /** Calls that failed since the last one that connected. */
  readonly failures: number;
}

export interface LinkOptions {
  readonly self: ParticipantId;
  readonly remote: ParticipantId;
  /** Makes a call, or `null` where none can be made now. */
  readonly dial: (remote: ParticipantId) => PeerCall | null;
}

/**
 * The path to one participant for as long as we want it: at most one call at a time. The side that called calls
 * again when a call fails or is never answered; the other side waits for it.
 */
export class PeerLink {
  readonly #options: LinkOptions;
  readonly #view = new BehaviorSubject<LinkView>({ connection: 'new', streams: null, failures: 0 });
  readonly #messages = new Subject<PeerMessage>();
  readonly #opened = new Subject<void>();
  #call: LiveCall | null = null;
  #events = new Subscription();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #tracks: LocalTracks = NO_TRACKS;
  #encoding: Encoding | null = null;
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

  /** Calls the participant, now or, where that cannot be done yet, at the next `resume`. */
  dial(): void {
    if (this.#closed) return;
    const call = this.#options.dial(this.#options.remote);
    this.#waiting = call === null;
    if (call) this.#use(call);
  }

  /** Calls can be made again: makes the one that could not be. */
  resume(): void {
    if (this.#waiting) this.dial();
  }

  /** Answers the participant's call, unless ours to them is under way and has precedence (lower id wins). */
  answer(incoming: IncomingCall): void {
    const ours = this.#call?.outgoing === true && this.#view.value.connection !== 'connected';
    if (
      this.#closed ||
      (ours && this.#view.value.failures === 0 && this.#options.self < this.#options.remote)
    ) {
      incoming.refuse();
      return;
    }
    this.#use(incoming.answer());
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

  #use(made: PeerCall): void {
    this.#end();
    const call = new LiveCall(made);
    this.#call = call;
    this.#events = new Subscription();
    this.#events.add(call.messages$.subscribe((message) => this.#messages.next(message)));
    this.#events.add(call.opened$.subscribe(() => this.#opened.next()));
    this.#events.add(call.state$.subscribe((state) => this.#onState(call, state)));
    if (this.#encoding) call.setTracks(this.#tracks, this.#encoding);
    if (call.outgoing) this.#timer = setTimeout(() => this.#fail(), ANSWER_TIMEOUT_MS);
  }

  #onState(call: LiveCall, connection: RTCPeerConnectionState): void {
    if (connection === 'connected') this.#clearTimer();
    const { failures } = this.#view.value;
    this.#view.next({
      connection,
      streams: call.streams,
      failures: connection === 'connected' ? 0 : failures,
    });
    if (connection === 'failed' || connection === 'closed') this.#fail();
  }

  #fail(): void {
    const again = this.#call?.outgoing === true;
    this.#end();
    this.#view.next({ connection: 'failed', streams: null, failures: this.#view.value.failures + 1 });
    if (again) this.#retryLater();
  }

  #retryLater(): void {
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.dial();
    }, retryDelayMs(this.#view.value.failures));
  }

  #clearTimer(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #end(): void {
    this.#clearTimer();
    this.#waiting = false;
    this.#events.unsubscribe();
    this.#call?.close();
    this.#call = null;
  }
}
