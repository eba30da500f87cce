import type { MediaState, ParticipantId, RoomId } from '@parley/protocol';
import type { RegistryObserver, Told } from '../rooms/registry-fact.ts';
import { isSame } from '../rooms/room-registry.ts';
import type { Identity, Refusal, RoomRegistry, Snapshot } from '../rooms/room-registry.ts';
import { whenKnown } from '../rooms/rooms.ts';
import type { Eventually, Rooms } from '../rooms/rooms.ts';
import type { ConnectionId } from '../rooms/session.ts';
import { InOrder } from './in-order.ts';
import type { Keepers } from './keepers.ts';
import { ANSWERS } from './messages.ts';
import type { Op } from './messages.ts';
import { UNAVAILABLE } from './relay.ts';
import type { Relay } from './relay.ts';

export interface ClusterRoomsDeps {
  readonly registry: RoomRegistry;
  readonly keepers: Keepers;
  readonly relay: Relay;
  /** Tells the sockets of this process. */
  readonly announce: RegistryObserver;
  /** Closes a connection whose client has to begin anew. */
  readonly comeBack: (connectionId: ConnectionId) => void;
}

/** A connection of this process. */
interface Speaker {
  readonly identity: Identity;
  joined: boolean;
  /** Of the media state that was announced last. */
  revision: number;
}

/**
 * Rooms of a deployment of several nodes. Each room is kept by one node's registry: by ours, which answers at once, or
 * by another's, which is asked over the bus.
 */
export class ClusterRooms implements Rooms {
  readonly #deps: ClusterRoomsDeps;
  readonly #speakers = new Map<ConnectionId, Speaker>();
  /** The requests of a connection take effect in their order. */
  readonly #order = new InOrder<ConnectionId>();

  constructor(deps: ClusterRoomsDeps) {
    this.#deps = deps;
  }

  prepare(connectionId: ConnectionId, identity: Identity): Eventually<Refusal | null> {
    return this.#order.run(connectionId, () => {
      const before = this.#speakers.get(connectionId);
      if (before?.joined) return isSame(before.identity, identity) ? null : { refused: 'already-in-room' };
      if (before && before.identity.room !== identity.room) this.#end(connectionId, before, 'left');
      const speaker = { identity, joined: false, revision: -1 };
      this.#speakers.set(connectionId, speaker);
      const { room, participantId } = identity;
      const request: Op = { op: 'prepare', connection: connectionId, participantId };
      const prepared = this.#change(room, connectionId, request, () =>
        this.#deps.registry.prepare(connectionId, identity),
      );
      return whenKnown(prepared, (refusal) => {
        // Nobody speaks for whom the host removed.
        if (refusal?.refused === 'removed') this.#end(connectionId, speaker, 'left');
        return refusal;
      });
    });
  }

  identityOf(connectionId: ConnectionId): Identity | null {
    return this.#speakers.get(connectionId)?.identity ?? null;
  }

  join(connectionId: ConnectionId, name: string, media: MediaState): Eventually<Snapshot | Refusal> {
    return this.#order.run(connectionId, () => {
      const speaker = this.#speakers.get(connectionId);
      if (!speaker) return { refused: 'not-in-room' };
      const joined = this.#deps.keepers.ask<Snapshot | Refusal>({
        room: speaker.identity.room,
        here: () => this.#deps.registry.join(connectionId, name, media),
        request: { op: 'join', connection: connectionId, name, media },
        schema: ANSWERS.join,
        otherwise: UNAVAILABLE,
      });
      return whenKnown(joined, (answer) => this.#joined(connectionId, speaker, answer));
    });
  }

  leave(connectionId: ConnectionId): Eventually<Refusal | null> {
    return this.#order.run(connectionId, () => {
      const speaker = this.#speakers.get(connectionId);
      if (!speaker) return null;
      speaker.joined = false;
      const { room } = speaker.identity;
      return this.#change(room, connectionId, { op: 'leave', connection: connectionId }, () =>
        this.#deps.registry.leave(connectionId),
      );
    });
  }

  /** Told to our own sockets before anybody else is asked: whoever is here hears it also while the bus is down. */
  update(connectionId: ConnectionId, media: MediaState): Eventually<Refusal | null> {
    return this.#order.run(connectionId, () => {
      const speaker = this.#speakers.get(connectionId);
      if (!speaker?.joined) return { refused: 'not-in-room' };
      const { room, participantId } = speaker.identity;
      if (!this.#deps.relay.view(room)) return this.#deps.registry.update(connectionId, media);
      if (media.revision <= speaker.revision) return null;
      speaker.revision = media.revision;
      const by = connectionId;
      this.#deps.announce({ type: 'participant-updated', room, participantId, name: null, media, by });
      this.#deps.relay.tell(room, { op: 'update', connection: connectionId, media });
      return null;
    });
  }

  disconnected(connectionId: ConnectionId, how: 'left' | 'lost'): void {
    void this.#order.run(connectionId, () => {
      const speaker = this.#speakers.get(connectionId);
      if (speaker) this.#end(connectionId, speaker, how);
    });
  }

  holds(identity: Identity): Eventually<boolean> {
    const { room, participantId } = identity;
    const held = this.#deps.keepers.ask<boolean>({
      room,
      here: () => this.#deps.registry.holds(identity),
      request: { op: 'holds', participantId },
      schema: ANSWERS.yes,
      otherwise: false,
    });
    return whenKnown(held, (answer) => {
      // Unless whoever asked has a socket by then.
      setImmediate(() => this.#deps.relay.leaveIfIdle(room));
      return answer;
    });
  }

  tell(connectionId: ConnectionId, to: ParticipantId, told: Told): Eventually<Refusal | null> {
    return this.#order.run(connectionId, () => {
      const speaker = this.#speakers.get(connectionId);
      if (!speaker?.joined) return { refused: 'not-in-room' };
      const { room } = speaker.identity;
      const here = this.#speakerFor(room, to);
      if (here !== null) {
        this.#deps.announce({ type: 'member-told', room, connectionId: here, told });
        return null;
      }
      const request: Op = { op: 'tell', connection: connectionId, to, told };
      return this.#change(room, connectionId, request, () =>
        this.#deps.registry.tell(connectionId, to, told),
      );
    });
  }

  remove(connectionId: ConnectionId, participantId: ParticipantId): Eventually<Refusal | null> {
    return this.#order.run(connectionId, () => {
      const speaker = this.#speakers.get(connectionId);
      if (!speaker?.joined) return { refused: 'not-in-room' };
      const { room } = speaker.identity;
      const request: Op = { op: 'remove', connection: connectionId, participantId };
      return this.#change(room, connectionId, request, () =>
        this.#deps.registry.remove(connectionId, participantId),
      );
    });
  }

  areTogether(room: RoomId, one: ParticipantId, other: ParticipantId): boolean {
    const view = this.#deps.relay.view(room);
    if (view) return view.members.has(one) && view.members.has(other);
    return this.#deps.registry.areTogether(room, one, other);
  }

  /** The connections of a room that is kept elsewhere now are nobody's any more. */
  forget(connections: Iterable<ConnectionId>): void {
    for (const connectionId of connections) this.#speakers.delete(connectionId);
  }

  /** The connection of this process that speaks for a member of a room kept elsewhere. */
  #speakerFor(room: RoomId, participantId: ParticipantId): ConnectionId | null {
    for (const connectionId of this.#deps.relay.view(room)?.connections ?? []) {
      const speaker = this.#speakers.get(connectionId);
      if (speaker?.joined && speaker.identity.participantId === participantId) return connectionId;
    }
    return null;
  }

  #joined(connectionId: ConnectionId, speaker: Speaker, answer: Snapshot | Refusal): Snapshot | Refusal {
    if (!('refused' in answer)) {
      speaker.joined = true;
      speaker.revision = answer.self.media.revision;
      return answer;
    }
    if (answer.refused !== 'not-in-room') return answer;
    // It did prepare, but whoever keeps the room now was not there.
    this.#deps.comeBack(connectionId);
    return UNAVAILABLE;
  }

  #end(connectionId: ConnectionId, { identity: { room } }: Speaker, how: 'left' | 'lost'): void {
    this.#speakers.delete(connectionId);
    const { relay, registry } = this.#deps;
    const view = relay.view(room);
    if (!view) {
      registry.disconnected(connectionId, how);
      return;
    }
    relay.tell(room, { op: 'ended', connection: connectionId, how });
    view.connections.delete(connectionId);
    relay.leaveIfIdle(room);
  }

  /** Something a connection changes in its room. */
  #change(
    room: RoomId,
    connectionId: ConnectionId,
    request: Op,
    here: () => Refusal | null,
  ): Eventually<Refusal | null> {
    const schema = ANSWERS.changed;
    const changed = this.#deps.keepers.ask<Refusal | null>({
      room,
      here,
      request,
      schema,
      otherwise: UNAVAILABLE,
    });
    return whenKnown(changed, (refusal) => {
      if (!refusal) this.#deps.relay.view(room)?.connections.add(connectionId);
      return refusal;
    });
  }
}
