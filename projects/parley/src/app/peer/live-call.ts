import { LIMITS, type PeerMessage, PeerMessageSchema } from '@parley/protocol';
import { BehaviorSubject, type Observable, Subject, firstValueFrom, fromEvent, race, timer } from 'rxjs';
import * as v from 'valibot';
import type { Behavior } from '../core/behavior';
import type { LocalTracks, MediaSource } from '../core/media-source';
import { type Encoding, type SenderBounds, applyEncoding, firstBounds, shownBounds } from './encoding';
import { PathRecovery, type PathRecoveryOptions } from './path-recovery';
import type { PeerCall } from './peer-transport';
import { ReceivedLevel } from './received-level';

/** Transceivers stand in this order on both sides of every call. */
const SOURCES: readonly MediaSource[] = ['microphone', 'camera', 'screen'];

/** For so many milliseconds a path that was just found, or found again, carries a small picture, which arrives sooner. */
const SMALL_FOR_MS = 1_000;

/** A picture changes its size at most once in so many milliseconds: its encoder begins anew. */
const RESIZE_MS = 250;

/** So many milliseconds is an offer worth waiting for. */
const OFFER_MS = 500;

/** What a remote participant sends, one stream a source; their tracks live as long as the call. */
export type RemoteStreams = Readonly<Record<MediaSource, MediaStream>>;

/**
 * One call while it lives: an RTCPeerConnection with its three standing transceivers and its data channel. It
 * reports what happens and repairs nothing; PeerLink decides.
 */
export class LiveCall {
  readonly outgoing: boolean;
  readonly connectionId: string;
  readonly streams: RemoteStreams;
  readonly #call: PeerCall;
  readonly #senders: readonly RTCRtpSender[];
  readonly #receivers: readonly RTCRtpReceiver[];
  readonly #level: ReceivedLevel;
  readonly #state = new BehaviorSubject<RTCPeerConnectionState>('new');
  readonly #messages = new Subject<PeerMessage>();
  readonly #opened = new Subject<void>();
  /** Chromium keeps some connections that were closed while they were made: nothing of ours may hang from them. */
  readonly #over = new AbortController();
  #tracks: Partial<LocalTracks> = {};
  #encoding: Encoding | null = null;
  #small: ReturnType<typeof setTimeout> | 'before' | 'over' = 'before';
  #held = false;
  #shown: number | null = null;
  #resizing: ReturnType<typeof setTimeout> | undefined;

  /** The connection's own state, verbatim; `closed` also when the other side closed it. */
  readonly state$: Behavior<RTCPeerConnectionState> = this.#state;
  /** Messages of the data channel that have the documented shape. */
  readonly messages$: Observable<PeerMessage> = this.#messages;
  /** The data channel can be written to. */
  readonly opened$: Observable<void> = this.#opened;

  constructor(call: PeerCall) {
    this.#call = call;
    this.outgoing = call.outgoing;
    this.connectionId = call.connectionId;
    const transceivers = call.connection.getTransceivers();
    this.#senders = transceivers.map((transceiver) => transceiver.sender);
    this.#receivers = transceivers.map((transceiver) => transceiver.receiver);
    this.#level = new ReceivedLevel(this.#receivers[0]);
    this.streams = { microphone: this.#stream(0), camera: this.#stream(1), screen: this.#stream(2) };
    this.#listen(call);
  }

  /** Both sides have agreed to it, connected or not. */
  get answered(): boolean {
    return this.#call.connection.remoteDescription !== null;
  }

  /** Resolves when the offer has been made, and in any case after a while. */
  offered(): Promise<unknown> {
    return firstValueFrom(race(fromEvent(this.#call.connection, 'signalingstatechange'), timer(OFFER_MS)), {
      defaultValue: null,
    });
  }

  /** Sends these tracks from now on, without renegotiation. */
  setTracks(tracks: LocalTracks, encoding: Encoding): void {
    SOURCES.forEach((source, index) => {
      const sender = this.#senders[index];
      if (!sender) return;
      const track = tracks[source];
      if (this.#tracks[source] !== track) this.#replace(sender, track);
    });
    this.#tracks = tracks;
    this.#encoding = encoding;
    this.#bound();
  }

  /** They show our camera with a shorter side of so many pixels. Who says so without end gets no new picture each time. */
  setShown(shortSide: number): void {
    if (this.#shown === shortSide) return;
    this.#shown = shortSide;
    this.#resizing ??= setTimeout(() => {
      this.#resizing = undefined;
      this.#bound();
    }, RESIZE_MS);
  }

  /** Sends one message; `false` when the channel is not open. */
  send(message: PeerMessage): boolean {
    if (this.#call.channel.readyState !== 'open') return false;
    try {
      this.#call.channel.send(JSON.stringify(message));
      return true;
    } catch {
      // Its buffer is full, or it closes at this moment: one slow participant must not cost the others theirs.
      return false;
    }
  }

  /**
   * Sends no media while the path is dead, and begins with a whole picture when it is back. WebRTC would go on: the
   * other side would then ask for every lost packet for a second before it asks for a picture, and would play late what
   * had queued up here.
   */
  hold(held: boolean): void {
    if (this.#held === held) return;
    this.#held = held;
    if (!held) this.#growLater();
    this.#bound();
  }

  /** Keeps the path alive from now on; whoever asked for it closes it. */
  recover(options: Omit<PathRecoveryOptions, 'connection' | 'connectionId' | 'outgoing'>): PathRecovery {
    const { connection, connectionId, outgoing } = this.#call;
    return new PathRecovery({ ...options, connection, connectionId, outgoing });
  }

  /** How loud the participant is now, 0 to 1, as measured by the receiver. */
  audioLevel(): number {
    return this.#level.read();
  }

  /** Ends the call for good. Idempotent. */
  close(): void {
    this.#move('closed');
    this.#call.close();
  }

  #listen({ connection, channel }: PeerCall): void {
    const { signal } = this.#over;
    connection.addEventListener('connectionstatechange', () => this.#move(connection.connectionState), {
      signal,
    });
    // Encodings can be bounded only once they are negotiated.
    connection.addEventListener('signalingstatechange', () => this.#bound(), { signal });
    channel.addEventListener('open', () => this.#opened.next(), { signal });
    channel.addEventListener('message', ({ data }) => this.#receive(data), { signal });
    channel.addEventListener('close', () => this.#move('closed'), { signal });
  }

  #bound(): void {
    const [microphone, camera, screen] = this.#senders;
    const encoding = this.#encoding;
    if (encoding === null) return;
    const state = { active: !this.#held };
    const { camera: picture, screen: shared } = this.#tracks;
    if (microphone) applyEncoding(microphone, state);
    if (camera)
      applyEncoding(camera, picture ? { ...state, ...this.#cameraBounds(encoding.camera, picture) } : state);
    if (screen) applyEncoding(screen, shared ? { ...state, ...encoding.screen } : state);
  }

  #cameraBounds(bounds: SenderBounds, track: MediaStreamTrack): SenderBounds {
    const picture = track.getSettings();
    const fitting = this.#shown === null ? bounds : shownBounds(bounds, picture, this.#shown);
    return this.#small === 'over' ? fitting : firstBounds(fitting, picture);
  }

  #growLater(): void {
    this.#stopGrowing();
    this.#small = setTimeout(() => {
      this.#small = 'over';
      this.#bound();
    }, SMALL_FOR_MS);
  }

  #stopGrowing(): void {
    if (typeof this.#small !== 'string') clearTimeout(this.#small);
  }

  #stream(index: number): MediaStream {
    const receiver = this.#receivers[index];
    return new MediaStream(receiver ? [receiver.track] : []);
  }

  #replace(sender: RTCRtpSender, track: MediaStreamTrack | null): void {
    // Rejects only once the connection is closed, and then nothing is left to send.
    sender.replaceTrack(track).catch(() => undefined);
  }

  #receive(data: unknown): void {
    if (typeof data !== 'string' || data.length > LIMITS.frameBytes) return;
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), PeerMessageSchema), data);
    if (parsed.success) this.#messages.next(parsed.output);
  }

  #move(state: RTCPeerConnectionState): void {
    if (this.#state.value === 'closed' || this.#state.value === state) return;
    this.#state.next(state);
    if (state === 'connected' && this.#small === 'before') this.#growLater();
    if (state !== 'closed') return;
    this.#over.abort();
    this.#stopGrowing();
    clearTimeout(this.#resizing);
    this.#state.complete();
    this.#messages.complete();
    this.#opened.complete();
  }
}
