import type { MediaState, ParticipantId, RoomId } from '@parley/protocol';
import type { Identity, Refusal, Snapshot } from './room-registry.ts';
import type { Told } from './registry-fact.ts';
import type { ConnectionId } from './session.ts';

/** At once where this process keeps the room, later where another one does. */
export type Eventually<T> = T | Promise<T>;

/**
 * What the sockets of this process may ask about rooms, wherever these are kept. `RoomRegistry` answers everything at
 * once; among several nodes `ClusterRooms` finds out who keeps a room.
 */
export interface Rooms {
  prepare(connectionId: ConnectionId, identity: Identity): Eventually<Refusal | null>;
  identityOf(connectionId: ConnectionId): Identity | null;
  join(connectionId: ConnectionId, name: string, media: MediaState): Eventually<Snapshot | Refusal>;
  leave(connectionId: ConnectionId): Eventually<Refusal | null>;
  update(connectionId: ConnectionId, media: MediaState): Eventually<Refusal | null>;
  /** Removes another member for good, which only the host may. */
  remove(connectionId: ConnectionId, participantId: ParticipantId): Eventually<Refusal | null>;
  disconnected(connectionId: ConnectionId, how: 'left' | 'lost'): void;
  holds(identity: Identity): Eventually<boolean>;
  /** Tells another member of the same room something, wherever its connection is. */
  tell(connectionId: ConnectionId, to: ParticipantId, told: Told): Eventually<Refusal | null>;
  areTogether(room: RoomId, one: ParticipantId, other: ParticipantId): boolean;
}

/** Goes on with `value` in the same turn where it is there already. */
export function whenKnown<T, R>(value: Eventually<T>, next: (value: T) => Eventually<R>): Eventually<R> {
  return value instanceof Promise ? value.then(next) : next(value);
}
