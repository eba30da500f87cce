import { DestroyRef, Service, inject } from '@angular/core';
import {
  type FactPayload,
  type MediaState,
  type ParticipantId,
  type RequestData,
  type RoomId,
} from '@parley/protocol';
import { BehaviorSubject, type Observable, Subject, Subscription } from 'rxjs';
import { ChatService } from '../chat/chat-service';
import type { Behavior } from '../core/behavior';
import type { LocalMedia } from '../media/local-media';
import { MediaService } from '../media/media-service';
import { PeerService } from '../peer/peer-service';
import { type Fact, SignalingClient } from '../signaling/signaling-client';
import { SignalingError, type SignalingErrorCode } from '../signaling/signaling-error';
import { AwaitedReturns } from './awaited-returns';
import { keepServersFresh } from './fresh-servers';
import { Identity } from './identity';
import { SILENT, announce, settled } from './media-announcement';
import { reportLinks } from './links-report';
import { pathDoubts } from './path-doubts';
import { peerServerLost } from './peer-server-lost';
import { peerSignaling } from './peer-signaling';
import { type Departure, type RoomEvent, roomEvents } from './room-event';
import type { RoomState } from './room-state';
import { EMPTY_ROSTER, type Roster, type RosterEvent, reduceRoster } from './roster';
import { SoleTab } from './sole-tab';

/** Failures that the next connection may cure: the person asked to join once and is not asked again. */
const PASSING: readonly SignalingErrorCode[] = ['signaling-unreachable', 'signaling-timeout', 'unavailable'];

/** Failures after which the room does not have us back. Any other ends no call: it goes on and tries again. */
const FINAL: readonly SignalingErrorCode[] = ['room-full', 'room-name-invalid'];

const RETRY_MS = 1_500;

type EndedReason = Extract<RoomState, { phase: 'ended' }>['reason'];

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
  readonly #tab = inject(SoleTab);
  readonly #state = new BehaviorSubject<RoomState>({ phase: 'lobby', problem: null });
  readonly #roster = new BehaviorSubject<Roster>(EMPTY_ROSTER);
  readonly #events = new Subject<RoomEvent>();
  readonly #wiring = new Subscription();
  readonly #returns = new AwaitedReturns(this.#peers.links$, (id) => this.#gone(id, 'lost'));
  /** Counts connections: what an earlier one answers is of no interest. */
  #connection = 0;
  /** How far this connection has come. */
  #reached: 'nothing' | 'prepared' | 'joined' = 'nothing';
  /** The connection on which a step is under way. */
  #stepping = -1;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #room: RoomId | null = null;
  #identity: Identity | null = null;
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
    this.#room = room;
    this.#identity = new Identity(this.#signaling, room);
    const { connection$, facts$ } = this.#signaling;
    this.#wiring.add(connection$.subscribe((connection) => this.#onConnection(connection === 'up')));
    this.#wiring.add(facts$.subscribe((fact) => this.#onFact(fact)));
    this.#wiring.add(this.#media.tracks$.subscribe((tracks) => this.#peers.setTracks(tracks)));
    this.#wiring.add(this.#media.media$.pipe(settled()).subscribe((media) => this.#announce(media)));
    this.#wiring.add(this.#peers.opened$.subscribe((id) => this.#tell(id)));
    this.#wiring.add(
      this.#peers.messages$.subscribe(({ from, message }) => {
        if (message.type === 'media:state') this.#reduce({ kind: 'media', id: from, media: message.media });
      }),
    );
    this.#wiring.add(pathDoubts(this.#peers.links$).subscribe(() => this.#signaling.check()));
    this.#wiring.add(peerServerLost(this.#peers.server$).subscribe(() => void this.#reachPeerServer()));
    this.#wiring.add(reportLinks(this.#state, this.#signaling, this.#peers));
    this.#wiring.add(keepServersFresh(this.#state, this.#signaling, this.#peers));
    this.#wiring.add(this.#tab.displaced$.subscribe(() => this.#end('elsewhere')));
    this.#signaling.open(room);
  }

  /** Joins as `name`, now or as soon as the service can be reached. */
  join(name: string): void {
    if (this.#state.value.phase !== 'lobby' || this.#room === null) return;
    this.#name = name;
    this.#state.next({ phase: 'joining' });
    if (this.#signaling.connection$.value === 'down') this.#refuse('signaling-unreachable');
    else void this.#advance();
  }

  /** Ends the visit: the others see it at once, and every track, link and socket is closed. Idempotent. */
  leave(): void {
    if (this.#state.value.phase !== 'ended') this.#end('left');
  }

  /** Sends somebody away for good, which is for the host to do. Where that fails the person is told so. */
  async remove(id: ParticipantId): Promise<void> {
    try {
      await this.#signaling.request('participant:remove', { participantId: id });
    } catch {
      const who = this.#roster.value.others.get(id);
      // Whoever went by themselves meanwhile is as gone as was wished.
      if (who) this.#events.next({ kind: 'not-removed', name: who.name });
    }
  }

  #close(): void {
    clearTimeout(this.#retry);
    this.#returns.clear();
    this.#wiring.unsubscribe();
    this.#tab.release();
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
    this.#connection += 1;
    this.#reached = 'nothing';
    this.#peers.signalBy(null);
    clearTimeout(this.#retry);
    if (up) void this.#advance();
    else if (this.#state.value.phase === 'joining' && this.#signaling.connection$.value === 'down') {
      this.#refuse('signaling-unreachable');
    }
  }

  /** Goes as far as it can on this connection: makes it ours, and joins if the person asked to. */
  async #advance(): Promise<void> {
    const connection = this.#connection;
    if (this.#over || this.#stepping === connection || this.#signaling.connection$.value !== 'up') return;
    const current = (): boolean => !this.#over && connection === this.#connection;
    this.#stepping = connection;
    try {
      if (this.#reached === 'nothing') await this.#prepare(current);
      if (current() && this.#name !== null && this.#reached === 'prepared')
        await this.#enter(this.#name, current);
    } catch (error) {
      if (current()) this.#fail(error);
    } finally {
      if (this.#stepping === connection) this.#stepping = -1;
    }
  }

  async #prepare(current: () => boolean): Promise<void> {
    const identity = this.#identity;
    if (!identity) return;
    const before = identity.id;
    const access = await identity.prepare();
    if (!current()) return;
    this.#reached = 'prepared';
    const renamed = before !== access.participantId;
    // A service that lost its key does not know us any more: our links belong to somebody who is gone.
    if (before !== null && renamed) this.#peers.retain(new Set());
    // Also where it is thought to be open: PeerJS notices nothing of a path that died.
    void this.#peers.open({ ...access, shard: identity.shard });
  }

  async #enter(name: string, current: () => boolean): Promise<void> {
    if (this.#state.value.phase === 'lobby') this.#state.next({ phase: 'joining' });
    const answer = await this.#signaling.request('room:join', { name, media: this.#announced });
    if (current()) await this.#entered(answer, current);
  }

  async #entered(answer: RequestData<'room:join'>, current: () => boolean): Promise<void> {
    const { room, self, participants, iceServers } = answer;
    this.#reached = 'joined';
    // Only now: another tab must not lose the call for one that may not come in.
    if (this.#state.value.phase !== 'call') this.#tab.claim(room);
    // Those of the lobby may be hours old.
    this.#peers.renew(iceServers);
    this.#chat.open(self, this.#peers, (id) => this.#roster.value.others.get(id)?.name ?? null);
    const expected = this.#returns.expect(this.#roster.value, participants);
    const present = [...participants, ...expected];
    this.#reduce({ kind: 'snapshot', self, participants: present });
    this.#peers.retain(new Set(present.map(({ id }) => id)));
    const called = this.#peers.call(participants.map(({ id }) => id));
    this.#peers.signalBy(peerSignaling(this.#signaling));
    // Drawing the call takes as long as calling everybody, and nobody is seen any sooner for it.
    if (this.#state.value.phase === 'call') called.catch((error: unknown) => current() && this.#fail(error));
    else await called;
    if (this.#over) return;
    // Meanwhile another connection may have been told that there is no way in.
    if (this.#name === null) this.#peers.retain(new Set());
    else this.#state.next({ phase: 'call' });
    if (current()) this.#catchUp(self.media.revision);
  }

  /** Announces what changed while the answer was on its way, above whatever the service knows of us. */
  #catchUp(known: number): void {
    if (known > this.#announced.revision) this.#announced = { ...this.#announced, revision: known };
    else if (known < this.#announced.revision) this.#sendUpdate(this.#announced);
  }

  #onFact(fact: Fact): void {
    if (this.#roster.value.self === null) return;
    switch (fact.name) {
      case 'participant:joined':
        this.#returns.returned(fact.payload.participant.id);
        this.#reduce({ kind: 'joined', participant: fact.payload.participant });
        this.#peers.admit(fact.payload.participant.id);
        break;
      case 'participant:left':
        this.#onLeft(fact.payload);
        break;
      case 'participant:updated':
        this.#onUpdated(fact.payload);
        break;
      case 'host:changed':
        this.#reduce({ kind: 'host', id: fact.payload.participantId });
        break;
      case 'rtc:signal':
        this.#peers.receive(fact.payload.from, fact.payload.signal);
        break;
      case 'session:replaced':
        this.#end('elsewhere');
        break;
      case 'session:removed':
        this.#end('removed');
        break;
    }
  }

  /** Who lost only the service is still here: presence and media are two facts. */
  #onLeft({ participantId: id, reason, removed }: FactPayload<'participant:left'>): void {
    if (reason === 'lost' && this.#returns.expectOne(id)) return;
    this.#returns.returned(id);
    this.#gone(id, removed === true ? 'removed' : reason);
  }

  #gone(id: ParticipantId, departure: Departure): void {
    this.#reduce({ kind: 'left', id }, departure);
    this.#peers.drop(id);
  }

  #onUpdated({ participantId: id, media, name }: FactPayload<'participant:updated'>): void {
    this.#reduce({ kind: 'media', id, media });
    if (name !== undefined) this.#reduce({ kind: 'renamed', id, name });
  }

  #reduce(event: RosterEvent, departure: Departure = 'left'): void {
    const before = this.#roster.value;
    const after = reduceRoster(before, event);
    if (after === before) return;
    this.#roster.next(after);
    for (const said of roomEvents(before, after, departure)) this.#events.next(said);
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
    const identity = this.#identity;
    const id = identity?.id ?? null;
    if (!identity || id === null || this.#reached === 'nothing') return;
    try {
      const access = await this.#signaling.request('peer:refresh', {});
      if (!this.#over) await this.#peers.open({ participantId: id, ...access, shard: identity.shard });
    } catch {
      // Signaling is gone too: `#prepare` does this when it is back.
    }
  }

  #fail(error: unknown): void {
    const code = error instanceof SignalingError ? error.code : 'internal';
    const inCall = this.#state.value.phase === 'call';
    // While we were away: otherwise we were told.
    if (code === 'removed') this.#end('removed');
    else if (inCall && FINAL.includes(code)) this.#end('refused');
    else {
      if (this.#state.value.phase === 'joining' || !(inCall || PASSING.includes(code))) this.#refuse(code);
      if (inCall || PASSING.includes(code)) this.#retry = setTimeout(() => void this.#advance(), RETRY_MS);
    }
  }

  #refuse(problem: SignalingErrorCode): void {
    if (!PASSING.includes(problem)) this.#name = null;
    this.#state.next({ phase: 'lobby', problem });
  }

  #end(reason: EndedReason): void {
    this.#state.next({ phase: 'ended', reason });
    this.#close();
  }
}
