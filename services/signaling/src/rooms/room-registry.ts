import type { ErrorCode, MediaState, Participant, ParticipantId, RoomId } from '@parley/protocol';
import type { Clock } from '../clock.ts';
import type { Departure, RegistryFact, RegistryObserver, Told } from './registry-fact.ts';
import { Room } from './room.ts';
import type { Member } from './room.ts';
import type { Rooms } from './rooms.ts';
import { Session } from './session.ts';
import type { ConnectionId } from './session.ts';

/** Who a connection is, in which room, from `room:prepare` until it closes. Says nothing of membership. */
export interface Identity {
  readonly participantId: ParticipantId;
  readonly room: RoomId;
}

/** The whole truth about a room, as one of its members needs it. */
export interface Snapshot {
  readonly room: RoomId;
  readonly self: Participant;
  readonly participants: Participant[];
}

/** Why a request changed nothing. */
export interface Refusal {
  readonly refused: ErrorCode;
}

export interface RegistryOptions {
  /** Members of a room at most, those awaiting return included. */
  readonly capacity: number;
  readonly awaitReturnMs: number;
  readonly clock: Clock;
}

/**
 * The sole owner of membership: who is in which room, who is host, who is awaited back. Knows connections by name
 * only; what follows from a change is told to observers as facts, in the order they became true.
 */
export class RoomRegistry implements Rooms {
  readonly #options: RegistryOptions;
  readonly #rooms = new Map<RoomId, Room>();
  readonly #identities = new Map<ConnectionId, Identity>();
  readonly #observers: RegistryObserver[] = [];

  constructor(options: RegistryOptions) {
    this.#options = options;
  }

  observe(observer: RegistryObserver): void {
    this.#observers.push(observer);
  }

  /**
   * Gives a connection its identity. Makes nobody a member and tells nobody. A member keeps the one it has, and whom the
   * host removed gets none.
   */
  prepare(connectionId: ConnectionId, identity: Identity): Refusal | null {
    const before = this.#identities.get(connectionId);
    if (this.#find(connectionId)) {
      return before && isSame(before, identity) ? null : { refused: 'already-in-room' };
    }
    if (this.#rooms.get(identity.room)?.isBarred(identity.participantId)) return { refused: 'removed' };
    this.#identities.set(connectionId, identity);
    if (before) this.#releaseUnheld(before);
    return null;
  }

  identityOf(connectionId: ConnectionId): Identity | null {
    return this.#identities.get(connectionId) ?? null;
  }

  /**
   * Admits the prepared participant, or binds a member that returns to this connection. Idempotent: a client whose
   * answer came too late asks again.
   */
  join(connectionId: ConnectionId, name: string, media: MediaState): Snapshot | Refusal {
    const identity = this.#identities.get(connectionId);
    if (!identity) return { refused: 'not-in-room' };
    const room = this.#rooms.get(identity.room) ?? null;
    const member = room?.member(identity.participantId);
    if (!room || !member) return this.#admit(connectionId, identity, name, media);
    if (member.session.connectionId !== connectionId) this.#rebind(connectionId, room, member);
    this.#believe(connectionId, room, member, name, media);
    return this.#snapshot(room, member);
  }

  /** Idempotent, and never refused. The identity stays with the connection, so it may join again. */
  leave(connectionId: ConnectionId): null {
    const found = this.#find(connectionId);
    if (found) this.#depart(found.room, found.member, 'left');
    return null;
  }

  /** Idempotent. Whoever is removed is not awaited, and every connection that was theirs is nobody's. */
  remove(connectionId: ConnectionId, participantId: ParticipantId): Refusal | null {
    const found = this.#find(connectionId);
    if (!found) return { refused: 'not-in-room' };
    const { room, member: host } = found;
    if (!room.isHost(host.id)) return { refused: 'host-only' };
    if (room.isBarred(participantId)) return null;
    const member = room.member(participantId);
    if (!member || member === host) return { refused: 'participant-unreachable' };
    this.#expel(room, member);
    return null;
  }

  /** Announces `media` unless a newer state is known already. */
  update(connectionId: ConnectionId, media: MediaState): Refusal | null {
    const found = this.#find(connectionId);
    if (!found) return { refused: 'not-in-room' };
    const { room, member } = found;
    if (media.revision <= member.media.revision) return null;
    member.media = media;
    this.#tellUpdated(connectionId, room, member, null);
    return null;
  }

  /** Tells one member something, for another one who is with them. */
  tell(connectionId: ConnectionId, to: ParticipantId, told: Told): Refusal | null {
    const found = this.#find(connectionId);
    const connection = this.connectionTo(connectionId, to);
    if (!found) return { refused: 'not-in-room' };
    if (typeof connection !== 'string') return connection;
    this.#tell({ type: 'member-told', room: found.room.id, connectionId: connection, told });
    return null;
  }

  /** A connection ended: by a goodbye (`left`), or unexpectedly (`lost`), in which case its member is awaited. */
  disconnected(connectionId: ConnectionId, how: 'left' | 'lost'): void {
    const found = this.#find(connectionId);
    const identity = this.#identities.get(connectionId);
    this.#identities.delete(connectionId);
    if (found && how === 'left') this.#depart(found.room, found.member, 'left');
    else if (found) this.#await(found.room, found.member);
    if (identity) this.#releaseUnheld(identity);
  }

  /** Some connection or some room holds this identity. */
  holds(identity: Identity): boolean {
    if (this.#rooms.get(identity.room)?.member(identity.participantId)) return true;
    return [...this.#identities.values()].some((held) => isSame(held, identity));
  }

  /** Both are members of `room`. */
  areTogether(room: RoomId, one: ParticipantId, other: ParticipantId): boolean {
    const here = this.#rooms.get(room);
    return Boolean(here?.member(one) && here.member(other));
  }

  /** Somebody is in `room`, or prepared to enter it. */
  knows(room: RoomId): boolean {
    return this.#rooms.has(room) || [...this.#identities.values()].some((identity) => identity.room === room);
  }

  /** How much is kept here. */
  get size(): { readonly rooms: number; readonly participants: number } {
    const participants = [...this.#rooms.values()].reduce((sum, room) => sum + room.size, 0);
    return { rooms: this.#rooms.size, participants };
  }

  /** Who is in `room`. */
  membersOf(room: RoomId): ParticipantId[] {
    return [...(this.#rooms.get(room)?.members ?? [])].map(({ id }) => id);
  }

  /** Knows nothing of `room` any more and tells nobody: another process keeps it. Answers its connections. */
  forget(room: RoomId): ConnectionId[] {
    const known = this.#rooms.get(room);
    for (const member of known?.members ?? []) member.session.end();
    if (this.#rooms.delete(room)) this.#tell({ type: 'room-closed', room });
    const connections = [...this.#identities].filter(([, identity]) => identity.room === room);
    for (const [connectionId] of connections) this.#identities.delete(connectionId);
    return connections.map(([connectionId]) => connectionId);
  }

  /** The connection of `other`, as far as the member this connection speaks for is in a room with them. */
  connectionTo(connectionId: ConnectionId, other: ParticipantId): ConnectionId | Refusal {
    const found = this.#find(connectionId);
    if (!found) return { refused: 'not-in-room' };
    return found.room.member(other)?.session.connectionId ?? { refused: 'participant-unreachable' };
  }

  /** Ends every session without telling anybody: the process is about to end. */
  close(): void {
    for (const room of this.#rooms.values()) for (const member of room.members) member.session.end();
    this.#rooms.clear();
    this.#identities.clear();
  }

  #admit(by: ConnectionId, identity: Identity, name: string, media: MediaState): Snapshot | Refusal {
    const open = this.#rooms.get(identity.room);
    if (open && open.size >= this.#options.capacity) return { refused: 'room-full' };
    const room = open ?? this.#open(identity.room);
    const session = new Session(by, this.#options.clock);
    const member: Member = { id: identity.participantId, session, name, media };
    room.add(member);
    this.#tell({ type: 'participant-joined', room: room.id, participant: room.describe(member), by });
    return this.#snapshot(room, member);
  }

  #rebind(by: ConnectionId, room: Room, member: Member): void {
    const replaced = member.session.connect(by);
    if (replaced !== null) this.#tell({ type: 'connection-replaced', room: room.id, connectionId: replaced });
    this.#tell({ type: 'participant-returned', room: room.id, participantId: member.id });
  }

  /** Takes over what a member says of itself as it joins once more. */
  #believe(by: ConnectionId, room: Room, member: Member, name: string, media: MediaState): void {
    const known = member.media;
    const same = (['microphone', 'camera', 'screen'] as const).every(
      (source) => media[source] === known[source],
    );
    if (same && media.revision <= known.revision && name === member.name) return;
    // What a returning tab says is true, even if a reload made it count from 0 again: lift its revision above what
    // the others know, and let its snapshot tell it so.
    member.media = { ...media, revision: Math.max(media.revision, known.revision + 1) };
    const newName = name === member.name ? null : name;
    member.name = name;
    this.#tellUpdated(by, room, member, newName);
  }

  #await(room: Room, member: Member): void {
    member.session.awaitReturn(this.#options.awaitReturnMs, () => {
      this.#depart(room, member, 'lost');
      this.#releaseUnheld({ participantId: member.id, room: room.id });
    });
    this.#tell({ type: 'participant-awaited', room: room.id, participantId: member.id });
  }

  #expel(room: Room, member: Member): void {
    const identity: Identity = { participantId: member.id, room: room.id };
    room.bar(member.id);
    // Also those that were only prepared. Before anybody is told: closing a connection brings it back here.
    const theirs = [...this.#identities].filter(([, held]) => isSame(held, identity)).map(([id]) => id);
    for (const connectionId of theirs) this.#identities.delete(connectionId);
    for (const connectionId of theirs)
      this.#tell({ type: 'connection-removed', room: room.id, connectionId });
    this.#depart(room, member, 'removed');
    this.#tell({ type: 'identity-released', ...identity });
  }

  #depart(room: Room, member: Member, reason: Departure): void {
    member.session.end();
    const newHost = room.remove(member.id);
    this.#tell({ type: 'participant-left', room: room.id, participantId: member.id, reason });
    if (newHost) this.#tell({ type: 'host-changed', room: room.id, participantId: newHost });
    if (room.size > 0) return;
    this.#rooms.delete(room.id);
    this.#tell({ type: 'room-closed', room: room.id });
  }

  #open(id: RoomId): Room {
    const room = new Room(id);
    this.#rooms.set(id, room);
    this.#tell({ type: 'room-opened', room: id });
    return room;
  }

  /** The member this connection speaks for. */
  #find(connectionId: ConnectionId): { room: Room; member: Member } | null {
    const identity = this.#identities.get(connectionId);
    if (!identity) return null;
    const room = this.#rooms.get(identity.room);
    const member = room?.member(identity.participantId);
    return room && member?.session.connectionId === connectionId ? { room, member } : null;
  }

  #releaseUnheld(identity: Identity): void {
    if (this.holds(identity)) return;
    this.#tell({ type: 'identity-released', ...identity });
  }

  #snapshot(room: Room, member: Member): Snapshot {
    return { room: room.id, self: room.describe(member), participants: room.others(member.id) };
  }

  #tellUpdated(by: ConnectionId, room: Room, { id, media }: Member, name: string | null): void {
    this.#tell({ type: 'participant-updated', room: room.id, participantId: id, name, media, by });
  }

  #tell(fact: RegistryFact): void {
    for (const observer of this.#observers) observer(fact);
  }
}

/** Both are the same participant of the same room. */
export function isSame(one: Identity, other: Identity): boolean {
  return one.room === other.room && one.participantId === other.participantId;
}
