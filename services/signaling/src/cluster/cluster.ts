import type { ParticipantId, RoomId } from '@parley/protocol';
import type { Clock } from '../clock.ts';
import { errorKind, stackOf } from '../logger.ts';
import type { Logger } from '../logger.ts';
import { WaitingBytes } from '../peer/waiting-bytes.ts';
import type { RegistryObserver } from '../rooms/registry-fact.ts';
import type { Identity, RoomRegistry } from '../rooms/room-registry.ts';
import type { ConnectionId } from '../rooms/session.ts';
import type { Beat, Bus, NodeId } from './bus.ts';
import { ClusterRooms } from './cluster-rooms.ts';
import { Desk } from './desk.ts';
import { FrameRoutes } from './frame-routes.ts';
import type { RoutedFrame } from './frame-routes.ts';
import { Keepers } from './keepers.ts';
import type { Message } from './messages.ts';
import { Ownership } from './ownership.ts';
import { Post } from './post.ts';
import { Pulse } from './pulse.ts';
import { Relay } from './relay.ts';

/** What the nodes do to the sockets of this process. */
export interface LocalSockets {
  /** Tells the sockets of this process. */
  readonly announce: RegistryObserver;
  /** Closes a connection without a goodbye: its client comes back by itself. */
  readonly closeConnection: (connectionId: ConnectionId) => void;
  /** Closes the sockets to PeerServer of a room. */
  readonly closePeers: (room: RoomId) => void;
  readonly closePeer: (participantId: ParticipantId) => void;
  /** Hands a frame to a socket to PeerServer; false where the participant has none here. */
  readonly deliver: (to: ParticipantId, text: string) => boolean;
}

export interface ClusterDeps {
  readonly bus: Bus;
  readonly registry: RoomRegistry;
  readonly local: LocalSockets;
  readonly clock: Clock;
  readonly log: Logger;
}

/** This process as one of several that serve one deployment. */
export class Cluster {
  readonly rooms: ClusterRooms;
  readonly #deps: ClusterDeps;
  readonly #pulse: Pulse;
  readonly #post: Post;
  readonly #ownership: Ownership;
  readonly #relay: Relay;
  readonly #frames: FrameRoutes;
  readonly #desk: Desk;

  constructor(deps: ClusterDeps) {
    const { bus, registry, local, clock, log } = deps;
    this.#deps = deps;
    this.#pulse = new Pulse(bus, clock, log);
    this.#post = new Post(bus, this.#pulse, log);
    this.#ownership = new Ownership(bus, this.#pulse, clock, {
      kept: (room) => this.#relay.reset(room),
      lost: (room, epoch) => this.#lose(room, epoch),
      deposed: (room, from, epoch) => this.#post.send(from, { type: 'deposed', room, epoch }),
    });
    this.#relay = new Relay({
      post: this.#post,
      clock,
      answerMs: bus.timing.answerMs,
      announce: local.announce,
      comeBack: (room, connections) => this.#comeBack(room, connections),
      closeConnection: local.closeConnection,
    });
    this.#frames = new FrameRoutes({
      ownership: this.#ownership,
      post: this.#post,
      clock,
      waiting: new WaitingBytes(clock),
      deliver: local.deliver,
      replaced: local.closePeer,
    });
    this.#desk = new Desk({ registry, ownership: this.#ownership, post: this.#post, frames: this.#frames });
    registry.observe((fact) => {
      if (fact.type === 'identity-released') this.#releaseIfIdle(fact.room);
    });
    this.rooms = new ClusterRooms({
      registry,
      keepers: new Keepers(bus.node, this.#ownership, this.#relay, (room) => this.#releaseIfIdle(room)),
      relay: this.#relay,
      announce: local.announce,
      comeBack: local.closeConnection,
    });
  }

  /** Joins the other nodes. Resolves also where the bus is down: then this node serves alone until it is up. */
  async start(): Promise<void> {
    const opened = this.#post.open({
      message: (message) => void this.#receive(message),
      renewed: (node) => this.#drop(node),
    });
    // Where the bus cannot be reached yet, its beats go on failing, and say so.
    opened.catch(() => undefined);
    await this.#pulse.start({
      up: () => this.#renew(),
      down: () => this.#relay.silence(),
      beat: (beat) => this.#beat(beat),
    });
    if (!this.#pulse.up) this.#deps.log.warn({ event: 'bus-down' });
  }

  /** Gives everything up that others can keep: this node takes nothing any more. */
  async leave(): Promise<void> {
    const { bus, clock } = this.#deps;
    const given = this.#ownership.releaseAll().then(() => {
      this.#post.send(null, { type: 'gone' });
      return this.#pulse.up ? bus.leave() : undefined;
    });
    await new Promise<void>((resolve) => {
      const done = (): void => {
        stopWaiting();
        resolve();
      };
      const stopWaiting = clock.schedule(resolve, bus.timing.patienceMs);
      given.then(done, done);
    });
    this.#pulse.stop();
  }

  async close(): Promise<void> {
    this.#pulse.stop();
    await this.#deps.bus.close();
  }

  /** A participant has a socket to PeerServer here. */
  peerOpened({ room, participantId }: Identity): void {
    const view = this.#relay.view(room);
    if (view) {
      view.peers.add(participantId);
      this.#relay.tell(room, { op: 'peer', participantId, open: true });
    } else if (this.#ownership.epochOf(room) !== null) this.#frames.opened(room, participantId, null);
    else this.#deps.local.closePeer(participantId);
  }

  peerClosed({ room, participantId }: Identity): void {
    if (!this.#relay.view(room)?.peers.delete(participantId)) return;
    this.#relay.tell(room, { op: 'peer', participantId, open: false });
    this.#relay.leaveIfIdle(room);
  }

  /** Hands a frame to a member whose socket is not here. */
  carry(room: RoomId, frame: RoutedFrame): void {
    if (this.#relay.view(room)) this.#relay.tell(room, { op: 'frame', ...frame });
    else this.#frames.route(room, frame);
  }

  /** Nothing another node says may end this one. */
  async #receive(message: Message): Promise<void> {
    try {
      await this.#act(message);
    } catch (error) {
      this.#deps.log.error({ event: 'bus-message-failed', error: errorKind(error), stack: stackOf(error) });
    }
  }

  async #act(message: Message): Promise<void> {
    switch (message.type) {
      case 'op':
        await this.#desk.serve(message);
        this.#releaseIfIdle(message.room);
        break;
      case 'answer':
      case 'fact':
      case 'reset':
        this.#relay.receive(message);
        break;
      case 'frame':
        this.#deps.local.deliver(message.dst, message.text);
        break;
      case 'peer-replaced':
        this.#deps.local.closePeer(message.participantId);
        break;
      case 'deposed':
        this.#ownership.deposed(message.room, message.epoch);
        break;
      case 'gone':
        this.#forget(message.from);
        break;
      case 'hello':
        break;
    }
  }

  /** The bus is up, and messages may have been missed: whatever depended on it begins anew. */
  #renew(): void {
    this.#post.renew();
    this.#relay.resetFrom(null);
    for (const node of this.#post.nodes) this.#desk.drop(node);
  }

  #beat({ kept, settled, live }: Beat): void {
    this.#ownership.beat(kept);
    if (settled) for (const node of this.#post.nodes) if (!live.includes(node)) this.#forget(node);
  }

  #forget(node: NodeId): void {
    this.#post.forget(node);
    this.#drop(node);
  }

  /** A node is gone, or begins anew. */
  #drop(node: NodeId): void {
    this.#desk.drop(node);
    this.#relay.resetFrom(node);
  }

  #lose(room: RoomId, epoch: number): void {
    const connections = this.#deps.registry.forget(room);
    this.#desk.close(room, epoch);
    this.#frames.forget(room);
    this.#deps.log.warn({ event: 'room-moved' });
    this.#comeBack(room, connections);
  }

  #comeBack(room: RoomId, connections: Iterable<ConnectionId>): void {
    const ours = [...connections];
    this.rooms.forget(ours);
    for (const connection of ours) this.#deps.local.closeConnection(connection);
    this.#deps.local.closePeers(room);
  }

  #releaseIfIdle(room: RoomId): void {
    if (this.#deps.registry.knows(room) || !this.#desk.isAlone(room)) return;
    this.#frames.forget(room);
    this.#ownership.release(room);
  }
}
