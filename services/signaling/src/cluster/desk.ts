import type { RoomId } from '@parley/protocol';
import type { RegistryFact } from '../rooms/registry-fact.ts';
import type { RoomRegistry } from '../rooms/room-registry.ts';
import type { ConnectionId } from '../rooms/session.ts';
import type { NodeId } from './bus.ts';
import type { FrameRoutes } from './frame-routes.ts';
import type { Message, Op, SharedFact } from './messages.ts';
import type { Ownership } from './ownership.ts';
import type { Post } from './post.ts';
import { nameAt, remoteConnection } from './remote-connection.ts';

export interface DeskDeps {
  readonly registry: RoomRegistry;
  readonly ownership: Ownership;
  readonly post: Post;
  readonly frames: FrameRoutes;
}

type Question = Extract<Message, { type: 'op' }>;

/** Serves other nodes: asks our registry for their connections, and tells them what becomes true in rooms kept here. */
export class Desk {
  readonly #deps: DeskDeps;
  /** The nodes that have sockets in a room kept here, and the connections each of them speaks for. */
  readonly #audiences = new Map<RoomId, Map<NodeId, Set<ConnectionId>>>();
  /** The node that told its own sockets already what it asks for now. */
  #knows: NodeId | null = null;

  constructor(deps: DeskDeps) {
    this.#deps = deps;
    deps.registry.observe((fact) => this.#publish(fact));
  }

  /** Nobody elsewhere has to do with `room`. */
  isAlone(room: RoomId): boolean {
    return !this.#audiences.has(room);
  }

  async serve(question: Question): Promise<void> {
    const { from, id, room, epoch } = question;
    const { ownership, post } = this.#deps;
    // Where Redis remembers us as owner and we do not, asking it settles the matter.
    if (ownership.epochOf(room) === null) await ownership.locate(room);
    if (ownership.epochOf(room) !== epoch) {
      const about = { room, epoch };
      if (id === null) post.send(from, { type: 'reset', ...about });
      else post.send(from, { type: 'answer', id, ...about, moved: true, members: [], answer: null });
      return;
    }
    const answer = this.#perform(from, room, question.request);
    if (id === null) return;
    const members = this.#deps.registry.membersOf(room);
    post.send(from, { type: 'answer', id, room, epoch, moved: false, members, answer });
  }

  /** `node` is gone, or lost track of us: its connections are. */
  drop(node: NodeId): void {
    for (const [room, audience] of [...this.#audiences]) {
      const connections = audience.get(node);
      if (!connections) continue;
      this.#detach(room, node);
      for (const connection of connections) this.#deps.registry.disconnected(connection, 'lost');
    }
  }

  /** Tells everybody who has to do with `room` that it is not kept here any more. */
  close(room: RoomId, epoch: number): void {
    for (const node of this.#audiences.get(room)?.keys() ?? [])
      this.#deps.post.send(node, { type: 'reset', room, epoch });
    this.#audiences.delete(room);
  }

  #perform(node: NodeId, room: RoomId, request: Op): unknown {
    const { registry, frames } = this.#deps;
    if (request.op === 'detach') {
      this.#detach(room, node);
      return null;
    }
    const connections = this.#attach(room, node);
    switch (request.op) {
      case 'holds':
        return registry.holds({ room, participantId: request.participantId });
      case 'peer':
        if (request.open) frames.opened(room, request.participantId, node);
        else frames.closed(room, request.participantId, node);
        return null;
      case 'frame':
        if (registry.areTogether(room, request.src, request.dst)) frames.route(room, request);
        return null;
      case 'prepare':
      case 'join':
      case 'leave':
      case 'update':
      case 'tell':
      case 'remove':
      case 'ended':
        return this.#speak(node, room, connections, request);
    }
  }

  /** A connection of `node` speaks. */
  #speak(
    node: NodeId,
    room: RoomId,
    connections: Set<ConnectionId>,
    request: Extract<Op, { connection: string }>,
  ): unknown {
    const { registry } = this.#deps;
    const connection = remoteConnection(node, request.connection);
    connections.add(connection);
    switch (request.op) {
      case 'prepare':
        return registry.prepare(connection, { room, participantId: request.participantId });
      case 'join':
        return registry.join(connection, request.name, request.media);
      case 'leave':
        return registry.leave(connection);
      case 'tell':
        return registry.tell(connection, request.to, request.told);
      case 'remove':
        return registry.remove(connection, request.participantId);
      case 'update':
        this.#knows = node;
        registry.update(connection, request.media);
        this.#knows = null;
        return null;
      case 'ended':
        connections.delete(connection);
        registry.disconnected(connection, request.how);
        return null;
    }
  }

  #attach(room: RoomId, node: NodeId): Set<ConnectionId> {
    const audience = this.#audiences.get(room) ?? new Map<NodeId, Set<ConnectionId>>();
    this.#audiences.set(room, audience);
    const connections = audience.get(node) ?? new Set<ConnectionId>();
    audience.set(node, connections);
    return connections;
  }

  #detach(room: RoomId, node: NodeId): void {
    const audience = this.#audiences.get(room);
    audience?.delete(node);
    if (audience?.size === 0) this.#audiences.delete(room);
    this.#deps.frames.forget(room, node);
  }

  #publish(fact: RegistryFact): void {
    const epoch = this.#deps.ownership.epochOf(fact.room);
    if (epoch === null) return;
    for (const node of this.#audiences.get(fact.room)?.keys() ?? []) {
      const told = node === this.#knows ? null : factFor(node, fact);
      if (told) this.#deps.post.send(node, { type: 'fact', room: fact.room, epoch, fact: told });
    }
  }
}

/** What `node` has to tell its sockets of `fact`, or `null` where that is nothing. */
function factFor(node: NodeId, fact: RegistryFact): SharedFact | null {
  switch (fact.type) {
    case 'participant-joined':
    case 'participant-updated':
      return { ...fact, by: nameAt(node, fact.by) ?? '' };
    case 'participant-left':
      return fact;
    case 'host-changed':
    case 'identity-released':
      return { ...fact, type: fact.type };
    case 'member-told':
    case 'connection-replaced':
    case 'connection-removed': {
      const connectionId = nameAt(node, fact.connectionId);
      return connectionId === null ? null : { ...fact, connectionId };
    }
    case 'participant-awaited':
    case 'participant-returned':
    case 'room-opened':
    case 'room-closed':
      return null;
  }
}
