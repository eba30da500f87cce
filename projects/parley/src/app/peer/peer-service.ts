import { DestroyRef, Service, inject } from '@angular/core';
import type { IceServer, ParticipantId, PeerMessage, RtcSignal } from '@parley/protocol';
import { BehaviorSubject, type Observable, Subject } from 'rxjs';
import type { Behavior } from '../core/behavior';
import { type LocalTracks, NO_TRACKS } from '../core/media-source';
import { WakeUps } from '../core/wake-ups';
import { detours } from './detours';
import { encodingFor } from './encoding';
import { type LinkView, PeerLink, type PeerSignaling } from './peer-link';
import {
  type IncomingCall,
  PEER_TRANSPORT,
  type PeerCall,
  type PeerCredentials,
  type TransportState,
} from './peer-transport';
import { SpeakerDetector } from './speaker-detector';

/** A message and the participant at the other end of the link it came by: that, not the payload, is its sender. */
export interface ReceivedMessage {
  readonly from: ParticipantId;
  readonly message: PeerMessage;
}

/**
 * The mesh: one link with each participant of the room and none with anybody else. A newcomer calls; those
 * already there only answer, so two calls never cross.
 */
@Service({ autoProvided: false })
export class PeerService {
  readonly #transport = inject(PEER_TRANSPORT);
  readonly #mesh = new Map<ParticipantId, PeerLink>();
  /** Calls of participants the room has not announced yet: calls and announcements come by different sockets. */
  readonly #held = new Map<ParticipantId, IncomingCall>();
  readonly #links = new BehaviorSubject<ReadonlyMap<ParticipantId, LinkView>>(new Map());
  readonly #opened = new Subject<ParticipantId>();
  readonly #messages = new Subject<ReceivedMessage>();
  readonly #speakers = new SpeakerDetector(() => this.#levels());
  #self: ParticipantId | null = null;
  #signaling: PeerSignaling | null = null;
  #tracks: LocalTracks = NO_TRACKS;
  #shown: ReadonlyMap<ParticipantId, number> = new Map();

  /** Every link of the mesh. */
  readonly links$: Behavior<ReadonlyMap<ParticipantId, LinkView>> = this.#links;
  /** Remote participants who speak now. */
  readonly speaking$: Behavior<ReadonlySet<ParticipantId>> = this.#speakers.speaking$;
  /** A data channel can be written to. */
  readonly opened$: Observable<ParticipantId> = this.#opened;
  /** Messages of the documented shape, from links of the mesh only. */
  readonly messages$: Observable<ReceivedMessage> = this.#messages;
  /** Whom to ask for what others may have said whom we cannot reach. */
  readonly detours$: Observable<ParticipantId> = detours(this.#links);
  /** PeerServer's reachability; `lost` asks for `open` with fresh credentials. */
  readonly server$: Behavior<TransportState> = this.#transport.state$;

  constructor() {
    const incoming = this.#transport.incoming$.subscribe((call) => this.#receive(call));
    const server = this.server$.subscribe((state) => {
      if (state === 'open') for (const link of this.#mesh.values()) link.resume();
    });
    const woke = inject(WakeUps).woke$.subscribe(() => this.nudge());
    inject(DestroyRef).onDestroy(() => {
      woke.unsubscribe();
      incoming.unsubscribe();
      server.unsubscribe();
      this.close();
    });
  }

  /** Makes PeerServer reachable, or reachable again; running links are untouched. */
  async open(credentials: PeerCredentials): Promise<void> {
    this.#self = credentials.participantId;
    await this.#transport.open(credentials);
  }

  /** Servers for every call that is made or answered from now on: their credentials are short-lived. */
  renew(iceServers: readonly IceServer[]): void {
    this.#transport.renew(iceServers);
  }

  /** The way to mend paths, or `null` while there is none; with it every link looks at its path at once. */
  signalBy(signaling: PeerSignaling | null): void {
    this.#signaling = signaling;
    if (signaling) this.nudge();
  }

  /** What is known of the paths may be stale. */
  nudge(): void {
    for (const link of this.#mesh.values()) link.nudge();
  }

  /** Takes what `from` sent about the connection with us. */
  receive(from: ParticipantId, signal: RtcSignal): void {
    const link = this.#mesh.get(from);
    const begins = signal.step.kind === 'offer' || signal.step.kind === 'wanted';
    if (!link || link.receive(signal) || !begins) return;
    // Should this get lost too, they will try again.
    this.#signaling?.send(from, { ...signal, step: { kind: 'gone' } }).catch(() => undefined);
  }

  /** Makes the link with `id` anew. */
  rebuild(id: ParticipantId): void {
    this.#mesh.get(id)?.rebuild();
  }

  /** What every link sends from now on; no renegotiation. */
  setTracks(tracks: LocalTracks): void {
    this.#tracks = tracks;
    this.#applyTracks();
  }

  /** How large cameras are shown here: the shorter side in pixels, by participant. Nobody sends more than that. */
  show(shown: ReadonlyMap<ParticipantId, number>): void {
    this.#shown = shown;
    for (const [id, link] of this.#mesh) this.#showBy(link, id);
  }

  /**
   * Links with each of `ids` by calling: for a newcomer and those already there. An existing link stays as it is.
   * Resolves when the calls are on their way.
   */
  async call(ids: readonly ParticipantId[]): Promise<void> {
    const links = ids.map((id) => ({ id, link: this.#link(id) }));
    // They may have called already, as a newcomer we had not heard of.
    const idle = links.filter(({ id, link }) => !this.#answerHeld(link, id) && !link.busy);
    await Promise.all(idle.map(({ link }) => link.dial()));
  }

  /** Links with `id`, who will call: for those already there and a newcomer. */
  admit(id: ParticipantId): void {
    this.#answerHeld(this.#link(id), id);
  }

  /** Ends the link with `id` for good. */
  drop(id: ParticipantId): void {
    this.#held.get(id)?.refuse();
    this.#held.delete(id);
    this.#mesh.get(id)?.close();
    if (this.#mesh.delete(id)) this.#changed();
  }

  /** Ends every link with somebody who is not among `ids`. */
  retain(ids: ReadonlySet<ParticipantId>): void {
    for (const id of [...this.#mesh.keys()]) if (!ids.has(id)) this.drop(id);
  }

  /** Sends to one participant; lost when that link's channel is not open. */
  send(to: ParticipantId, message: PeerMessage): void {
    this.#mesh.get(to)?.send(message);
  }

  /** Sends to everybody whose channel is open. */
  broadcast(message: PeerMessage): void {
    for (const link of this.#mesh.values()) link.send(message);
  }

  /** How many links take which kind of path. */
  paths(): { relay: number; direct: number } {
    const known = [...this.#mesh.values()].map(({ relayed }) => relayed);
    return {
      relay: known.filter((is) => is === true).length,
      direct: known.filter((is) => is === false).length,
    };
  }

  /** Ends every link and the connection to PeerServer. Idempotent. */
  close(): void {
    this.#speakers.close();
    for (const call of this.#held.values()) call.refuse();
    for (const link of this.#mesh.values()) link.close();
    this.#held.clear();
    this.#mesh.clear();
    this.#changed();
    this.#transport.close();
  }

  #answerHeld(link: PeerLink, id: ParticipantId): boolean {
    const held = this.#held.get(id);
    this.#held.delete(id);
    if (held) link.answer(held);
    return held !== undefined;
  }

  #receive(call: IncomingCall): void {
    const link = this.#mesh.get(call.remote);
    if (link) link.answer(call);
    else {
      this.#held.get(call.remote)?.refuse();
      this.#held.set(call.remote, call);
    }
  }

  #link(remote: ParticipantId): PeerLink {
    const existing = this.#mesh.get(remote);
    if (existing) return existing;
    if (this.#self === null) throw new Error('link before open');
    const link = new PeerLink({
      self: this.#self,
      remote,
      dial: (to) => this.#dial(to),
      signaling: () => this.#signaling,
    });
    this.#mesh.set(remote, link);
    this.#showBy(link, remote);
    // Each of these completes when the link closes.
    link.opened$.subscribe(() => this.#opened.next(remote));
    link.messages$.subscribe((message) => this.#messages.next({ from: remote, message }));
    this.#applyTracks();
    link.view$.subscribe(() => this.#publish());
    this.#speakers.open();
    return link;
  }

  #showBy(link: PeerLink, id: ParticipantId): void {
    const shortSide = this.#shown.get(id);
    if (shortSide !== undefined) link.show(shortSide);
  }

  #dial(remote: ParticipantId): PeerCall | null {
    return this.server$.value === 'open' ? this.#transport.call(remote) : null;
  }

  #changed(): void {
    this.#applyTracks();
    this.#publish();
  }

  #applyTracks(): void {
    const encoding = encodingFor(this.#mesh.size);
    for (const link of this.#mesh.values()) link.setTracks(this.#tracks, encoding);
  }

  #publish(): void {
    this.#links.next(new Map([...this.#mesh].map(([id, link]) => [id, link.view$.value])));
  }

  #levels(): ReadonlyMap<ParticipantId, number> {
    return new Map([...this.#mesh].map(([id, link]) => [id, link.audioLevel()]));
  }
}
