import { DestroyRef, Service, inject } from '@angular/core';
import {
  type FactPayload,
  type MediaState,
  type ParticipantId,
  type RequestData,
  type RoomId,
} from '@parley/protocol';
import { BehaviorSubject, EMPTY, type Observable, Subject, Subscription, switchMap, timer } from 'rxjs';
import { ChatService } from '../chat/chat-service';
import type { Behavior } from '../core/behavior';
import type { LocalMedia } from '../media/local-media';
import { MediaService } from '../media/media-service';
import { PeerService } from '../peer/peer-service';
import { type Fact, SignalingClient } from '../signaling/signaling-client';
import { SignalingError, type SignalingErrorCode } from '../signaling/signaling-error';
import { Identity } from './identity';
import { SILENT, announce } from './media-announcement';
import { type RoomEvent, roomEvents } from './room-event';
import type { RoomState } from './room-state';
import { EMPTY_ROSTER, type Roster, type RosterEvent, reduceRoster } from './roster';

/** Failures that the next connection may cure: the person asked to join once and is not asked again. */
const PASSING: readonly SignalingErrorCode[] = ['signaling-unreachable', 'signaling-timeout', 'unavailable'];

const PEER_SERVER_RETRY_MS = 1_500;

/**
 * One visit to one room, from the lobby to the end. The only place where signaling, peers, media and chat meet:
 * none of them knows another. Media and presence are two facts here: losing signaling closes no link, and a
 * link that fails removes nobody.
 */
@Service({ autoProvided: false })
export class RoomSession {
  readonly #signaling = inject(SignalingClient);
  readonly #media = inject(MediaService);
  readonly #peers = inject(PeerService);
  readonly #chat = inject(ChatService);
  readonly #state = new BehaviorSubject<RoomState>({ phase: 'lobby', problem: null });
  readonly #roster = new BehaviorSubject<Roster>(EMPTY_ROSTER);
  readonly #events = new Subject<RoomEvent>();
  readonly #wiring = new Subscription();
  #identity: Identity | null = null;
  #prepared = false;
  /** The name to join with, from the moment the person asked until the visit ends. */
  #name: string | null = null;
  #announced = SILENT;

  readonly state$: Behavior<RoomState> = this.#state;
  readonly roster$: Behavior<Roster> = this.#roster;
  readonly events$: Observable<RoomEvent> = this.#events;

  constructor() {
    inject(DestroyRef).onDestroy(() => this.#close());
  }

  /** Enters the lobby of `room`: warms up signaling and PeerServer so that joining is quick. Once a visit. */
  open(room: RoomId): void {
    this.#identity = new Identity(this.#signaling, room);
    const { connection$, facts$ } = this.#signaling;
    this.#wiring.add(connection$.subscribe((connection) => this.#onConnection(connection === 'up')));
    this.#wiring.add(facts$.subscribe((fact) => this.#onFact(fact)));
    this.#wiring.add(this.#media.tracks$.subscribe((tracks) => this.#peers.setTracks(tracks)));
    this.#wiring.add(this.#media.media$.subscribe((media) => this.#announce(media)));
    this.#wiring.add(this.#peers.opened$.subscribe((id) => this.#tell(id)));
    this.#wiring.add(
      this.#peers.messages$.subscribe(({ from, message }) => {
        if (message.type === 'media:state') this.#reduce({ kind: 'media', id: from, media: message.media });
      }),
    );
    const retry$ = this.#peers.server$.pipe(
      switchMap((state) => (state === 'lost' ? timer(PEER_SERVER_RETRY_MS, PEER_SERVER_RETRY_MS) : EMPTY)),
    );
    this.#wiring.add(retry$.subscribe(() => void this.#reachPeerServer()));
    this.#signaling.open();
  }

  /** Joins as `name`, now or as soon as the service can be reached. */
  join(name: string): void {
    if (this.#state.value.phase !== 'lobby') return;
    this.#name = name;
    this.#state.next({ phase: 'joining' });
    if (this.#signaling.connection$.value === 'down') this.#refuse('signaling-unreachable');
    else if (this.#prepared) void this.#enter();
  }

  /** Ends the visit: the others see it at once, and every track, link and socket is closed. Idempotent. */
  leave(): void {
    if (this.#state.value.phase === 'ended') return;
    this.#state.next({ phase: 'ended', reason: 'left' });
    this.#close();
  }

  #close(): void {
    this.#wiring.unsubscribe();
    this.#signaling.close();
    this.#peers.close();
    this.#chat.close();
    this.#media.close();
    this.#roster.next(EMPTY_ROSTER);
  }

  get #over(): boolean {
    return this.#wiring.closed;
  }

  #onConnection(up: boolean): void {
    this.#prepared = false;
    if (up) void this.#prepare();
    else if (this.#state.value.phase === 'joining' && this.#signaling.connection$.value === 'down') {
      this.#refuse('signaling-unreachable');
    }
  }

  /** Makes a new connection ours, and goes on where the last one broke off. */
  async #prepare(): Promise<void> {
    const identity = this.#identity;
    if (!identity) return;
    try {
      const before = identity.id;
      const access = await identity.prepare();
      if (this.#over) return;
      this.#prepared = true;
      // A service that lost its memory may not know us any more: our links belong to somebody who is gone.
      if (before !== null && before !== access.participantId) this.#peers.retain(new Set());
      if (this.#peers.server$.value !== 'open' || before !== access.participantId)
        void this.#peers.open(access);
      if (this.#name === null) return;
      if (this.#state.value.phase === 'lobby') this.#state.next({ phase: 'joining' });
      await this.#enter();
    } catch (error) {
      this.#fail(error);
    }
  }

  async #enter(): Promise<void> {
    const name = this.#name;
    if (name === null) return;
    try {
      const answer = await this.#signaling.request('room:join', { name, media: this.#announced });
      if (!this.#over) this.#entered(answer);
    } catch (error) {
      this.#fail(error);
    }
  }

  #entered({ self, participants }: RequestData<'room:join'>): void {
    this.#chat.open(self, this.#peers, (id) => this.#roster.value.others.get(id)?.name ?? null);
    this.#reduce({ kind: 'snapshot', self, participants });
    this.#peers.retain(new Set(participants.map(({ id }) => id)));
    for (const { id } of participants) this.#peers.call(id);
    this.#state.next({ phase: 'call' });
    // What changed while the answer was on its way.
    if (self.media.revision < this.#announced.revision) this.#sendUpdate(this.#announced);
  }

  #onFact(fact: Fact): void {
    if (this.#roster.value.self === null) return;
    switch (fact.name) {
      case 'participant:joined':
        this.#reduce({ kind: 'joined', participant: fact.payload.participant });
        this.#peers.admit(fact.payload.participant.id);
        break;
      case 'participant:left':
        this.#reduce({ kind: 'left', id: fact.payload.participantId }, fact.payload.reason === 'lost');
        this.#peers.drop(fact.payload.participantId);
        break;
      case 'participant:updated':
        this.#onUpdated(fact.payload);
        break;
      case 'host:changed':
        this.#reduce({ kind: 'host', id: fact.payload.participantId });
        break;
    }
  }

  #onUpdated({ participantId: id, media, name }: FactPayload<'participant:updated'>): void {
    this.#reduce({ kind: 'media', id, media });
    if (name !== undefined) this.#reduce({ kind: 'renamed', id, name });
  }

  #reduce(event: RosterEvent, lost = false): void {
    const before = this.#roster.value;
    const after = reduceRoster(before, event);
    if (after === before) return;
    this.#roster.next(after);
    for (const said of roomEvents(before, after, lost)) this.#events.next(said);
  }

  /** Links carry the news faster than signaling, and without it; the service keeps it for newcomers. */
  #announce(media: LocalMedia): void {
    const next = announce(this.#announced, media);
    if (next === this.#announced) return;
    this.#announced = next;
    this.#peers.broadcast({ type: 'media:state', media: next });
    this.#sendUpdate(next);
  }

  #tell(id: ParticipantId): void {
    this.#peers.send(id, { type: 'media:state', media: this.#announced });
  }

  #sendUpdate(media: MediaState): void {
    if (this.#state.value.phase !== 'call') return;
    // Not retried: joining again after a break announces the state as it is then.
    this.#signaling.request('participant:update', { media }).catch(() => undefined);
  }

  async #reachPeerServer(): Promise<void> {
    const id = this.#identity?.id ?? null;
    if (id === null || !this.#prepared) return;
    try {
      const access = await this.#signaling.request('peer:refresh', {});
      if (!this.#over) await this.#peers.open({ participantId: id, ...access });
    } catch {
      // Signaling is gone too: `#prepare` does this when it is back.
    }
  }

  #fail(error: unknown): void {
    if (this.#over) return;
    const code = error instanceof SignalingError ? error.code : 'internal';
    if (this.#state.value.phase === 'call') {
      if (!PASSING.includes(code)) this.#end();
    } else if (this.#state.value.phase === 'joining' || !PASSING.includes(code)) {
      this.#refuse(code);
    }
  }

  #refuse(problem: SignalingErrorCode): void {
    if (!PASSING.includes(problem)) this.#name = null;
    this.#state.next({ phase: 'lobby', problem });
  }

  #end(): void {
    this.#state.next({ phase: 'ended', reason: 'refused' });
    this.#close();
  }
}
