import type { ParticipantId, RoomId } from '@parley/protocol';
import type { Clock } from '../clock.ts';
import type { WaitingBytes } from '../peer/waiting-bytes.ts';
import type { NodeId } from './bus.ts';
import type { Ownership } from './ownership.ts';
import type { Post } from './post.ts';

/** As long as PeerServer keeps a frame for a participant that is on its way. */
const KEPT_MS = 5_000;

/** A frame on its way between two members, as PeerServer would hand it out. */
export interface RoutedFrame {
  readonly src: ParticipantId;
  readonly dst: ParticipantId;
  readonly text: string;
}

interface Waiting extends RoutedFrame {
  readonly room: RoomId;
  readonly cancel: () => void;
}

export interface FrameRoutesDeps {
  readonly ownership: Ownership;
  readonly post: Post;
  readonly clock: Clock;
  readonly waiting: WaitingBytes;
  /** Hands a frame to a socket of this process; false where the participant has none here. */
  readonly deliver: (to: ParticipantId, text: string) => boolean;
  /** Closes the socket of a participant in this process, who has a newer one elsewhere. */
  readonly replaced: (participantId: ParticipantId) => void;
}

/** Where the sockets to PeerServer of rooms kept here are, and the frames that wait for one to open. */
export class FrameRoutes {
  readonly #deps: FrameRoutesDeps;
  readonly #sockets = new Map<RoomId, Map<ParticipantId, NodeId>>();
  readonly #waiting = new Set<Waiting>();

  constructor(deps: FrameRoutesDeps) {
    this.#deps = deps;
  }

  /** Hands `frame` to wherever its receiver is, now or as soon as its socket opens. */
  route(room: RoomId, frame: RoutedFrame): void {
    if (this.#hand(room, frame) || !this.#deps.waiting.take(room, frame.text.length)) return;
    const cancel = this.#deps.clock.schedule(() => {
      this.#waiting.delete(waiting);
      this.#expire(room, frame);
    }, KEPT_MS);
    const waiting: Waiting = { ...frame, room, cancel };
    this.#waiting.add(waiting);
  }

  /** A participant opened a socket at `node`, `null` being this one. The newest counts; an older one is closed. */
  opened(room: RoomId, participantId: ParticipantId, node: NodeId | null): void {
    const before = this.#sockets.get(room)?.get(participantId) ?? null;
    const epoch = this.#deps.ownership.epochOf(room);
    if (before !== null && before !== node && epoch !== null)
      this.#deps.post.send(before, { type: 'peer-replaced', room, epoch, participantId });
    if (node !== null) this.#deps.replaced(participantId);
    this.#set(room, participantId, node);
    for (const waiting of [...this.#waiting]) {
      if (waiting.dst !== participantId || !this.#hand(waiting.room, waiting)) continue;
      waiting.cancel();
      this.#waiting.delete(waiting);
    }
  }

  /** The socket of a participant at `node` closed. */
  closed(room: RoomId, participantId: ParticipantId, node: NodeId): void {
    if (this.#sockets.get(room)?.get(participantId) === node) this.#set(room, participantId, null);
  }

  /** Nothing at `node`, or nowhere, belongs to `room` any more. */
  forget(room: RoomId, node: NodeId | null = null): void {
    for (const [participantId, at] of this.#sockets.get(room) ?? [])
      if (node === null || at === node) this.#set(room, participantId, null);
  }

  #set(room: RoomId, participantId: ParticipantId, node: NodeId | null): void {
    const sockets = this.#sockets.get(room) ?? new Map<ParticipantId, NodeId>();
    if (node === null) sockets.delete(participantId);
    else sockets.set(participantId, node);
    if (sockets.size > 0) this.#sockets.set(room, sockets);
    else this.#sockets.delete(room);
  }

  #hand(room: RoomId, { dst, text }: RoutedFrame): boolean {
    if (this.#deps.deliver(dst, text)) return true;
    const node = this.#sockets.get(room)?.get(dst);
    const epoch = this.#deps.ownership.epochOf(room);
    if (node === undefined || epoch === null) return false;
    this.#deps.post.send(node, { type: 'frame', room, epoch, dst, text });
    return true;
  }

  #expire(room: RoomId, { src, dst }: RoutedFrame): void {
    this.#hand(room, { src: dst, dst: src, text: JSON.stringify({ type: 'EXPIRE', src: dst, dst: src }) });
  }
}
