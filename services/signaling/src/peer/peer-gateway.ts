import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { LIMITS } from '@parley/protocol';
import type { ParticipantId, RoomId } from '@parley/protocol';
import express from 'express';
import { ExpressPeerServer } from 'peer';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import type { Clock } from '../clock.ts';
import { refuseConnection } from '../http/refusal.ts';
import { errorKind } from '../logger.ts';
import type { Logger } from '../logger.ts';
import type { Identity } from '../rooms/room-registry.ts';
import { whenKnown } from '../rooms/rooms.ts';
import type { Eventually } from '../rooms/rooms.ts';
import { RateLimiter } from '../socket/rate-limiter.ts';
import type { Rate } from '../socket/bucket.ts';
import { parsePeerFrame } from './peer-frame.ts';
import type { PeerFrame } from './peer-frame.ts';
import { PeerSocket } from './peer-socket.ts';
import type { FrameVerdict } from './peer-socket.ts';
import type { PeerTokens } from './peer-token.ts';
import { WaitingBytes } from './waiting-bytes.ts';

const PATH = '/peer';
/** With or without the shard by which a proxy chose this process. */
const SOCKET_PATH = /^\/peer\/(?:\d{1,4}\/)?peerjs$/;
const KEY = 'parley';

/**
 * Milliseconds without a heartbeat after which PeerServer drops a socket. PeerJS beats every 5 s, but browsers slow the
 * timers of a hidden page to one a minute, and a lobby may well wait in a hidden tab.
 */
const ALIVE_TIMEOUT_MS = 70_000;

/** What a newcomer may send to each other member at once, and what everybody may send at least. */
const PER_MEMBER = { frames: 25, bytes: 32_768 } as const;
const AT_LEAST = { frames: 200, bytes: 262_144 } as const;
const PER_SECOND = { frames: 50, bytes: 65_536 } as const;

type AddressedFrame = Exclude<PeerFrame, { type: 'HEARTBEAT' }>;

/** What one socket may still send. */
interface Limits {
  readonly frames: RateLimiter;
  readonly bytes: RateLimiter;
}

/** What the gateway asks of the registry. */
export interface PeerMembership {
  holds(identity: Identity): Eventually<boolean>;
  areTogether(room: RoomId, one: ParticipantId, other: ParticipantId): boolean;
}

/** The sockets of other processes, where there are several. */
export interface PeersElsewhere {
  peerOpened(identity: Identity): void;
  peerClosed(identity: Identity): void;
  /** Takes a frame for a member of `room` who has no socket here, as PeerServer would hand it out. */
  carry(room: RoomId, frame: { src: ParticipantId; dst: ParticipantId; text: string }): void;
}

export interface PeerGatewayOptions {
  /** Only named to PeerServer, which refuses to start without one; it gets no listener on it. */
  readonly httpServer: Server;
  readonly tokens: PeerTokens;
  readonly membership: PeerMembership;
  /** `null` in the only process: frames for whom it has no socket wait in PeerServer. */
  readonly elsewhere: PeersElsewhere | null;
  /** Members of a room at most: a newcomer calls all the others at once. */
  readonly capacity: number;
  readonly clock: Clock;
  readonly log: Logger;
}

/**
 * Stands before PeerServer, which knows neither rooms nor rights: lets in who holds a token, and passes on only
 * well-formed frames between two members of one room.
 */
export class PeerGateway {
  readonly #options: PeerGatewayOptions;
  readonly #frameRate: Rate;
  readonly #byteRate: Rate;
  readonly #sockets = new Map<ParticipantId, { socket: PeerSocket; identity: Identity }>();
  readonly #waiting: WaitingBytes;
  readonly #webSockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: LIMITS.frameBytes,
  });

  constructor(options: PeerGatewayOptions) {
    this.#options = options;
    this.#waiting = new WaitingBytes(options.clock);
    const rate = (of: 'frames' | 'bytes'): Rate => ({
      burst: Math.max(AT_LEAST[of], options.capacity * PER_MEMBER[of]),
      perSecond: PER_SECOND[of],
    });
    this.#frameRate = rate('frames');
    this.#byteRate = rate('bytes');
    this.#startPeerServer();
  }

  readonly upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const url = new URL(request.url ?? '', 'http://localhost');
    const identity = SOCKET_PATH.test(url.pathname) ? this.#identify(url.searchParams) : null;
    const held = identity !== null && this.#options.membership.holds(identity);
    void whenKnown(held, (isHeld) => {
      if (!isHeld || identity === null) {
        refuseConnection(socket, 401);
        return;
      }
      this.#webSockets.handleUpgrade(request, socket, head, (webSocket) => {
        this.#admit(webSocket, identity);
      });
    });
  };

  /** Sockets that are open. */
  get size(): number {
    return this.#sockets.size;
  }

  /** Ends the socket of a participant the service no longer knows, or who has a newer one elsewhere (1000). */
  drop(participantId: ParticipantId, code = 1008): void {
    this.#sockets.get(participantId)?.socket.close(code);
  }

  /** Ends the sockets of a room that another process keeps now: their owners come back. */
  dropRoom(room: RoomId): void {
    for (const { socket, identity } of [...this.#sockets.values()])
      if (identity.room === room) socket.close(1012);
  }

  /** Hands a frame from another process to a participant; false where they have no socket here. */
  deliver(to: ParticipantId, text: string): boolean {
    const open = this.#sockets.get(to);
    open?.socket.send(text);
    return open !== undefined;
  }

  /** Ends every socket. PeerServer's own timers cannot be stopped; they end with the process. */
  close(): void {
    for (const { socket } of [...this.#sockets.values()]) socket.close(1001);
    this.#webSockets.close();
  }

  #startPeerServer(): void {
    const peerServer = ExpressPeerServer(this.#options.httpServer, {
      path: PATH,
      key: KEY,
      allow_discovery: false,
      alive_timeout: ALIVE_TIMEOUT_MS,
      createWebSocketServer: () => this.#webSockets,
    });
    // Without a listener an error event would end the process.
    peerServer.on('error', (error) => {
      this.#options.log.warn({ event: 'peer-server-error', error: errorKind(error) });
    });
    // PeerServer starts when it is mounted, but its HTTP interface reflects any origin and ignores the key: mounted on
    // an app that serves nobody, it starts and stays unreachable.
    express().use(peerServer);
  }

  #identify(query: URLSearchParams): Identity | null {
    const identity = this.#options.tokens.verify(query.get('token') ?? '');
    return identity?.participantId === query.get('id') ? identity : null;
  }

  #admit(webSocket: WebSocket, identity: Identity): void {
    const { participantId } = identity;
    // The older socket of the same participant goes first: PeerServer sends OPEN only to an id it does not know.
    this.#sockets.get(participantId)?.socket.close();
    const limits = this.#newLimits();
    const socket = new PeerSocket(webSocket, (text, bytes) => this.#judge(text, bytes, identity, limits));
    this.#sockets.set(participantId, { socket, identity });
    socket.once('close', () => {
      if (this.#sockets.get(participantId)?.socket === socket) {
        this.#sockets.delete(participantId);
        this.#options.elsewhere?.peerClosed(identity);
      }
      this.#options.log.debug({ event: 'peer-closed', participant: participantId });
    });
    this.#options.log.debug({ event: 'peer-opened', participant: participantId });
    // The token has done its work. PeerServer compares it with the one before and says ID-TAKEN if it changed, so it is
    // shown one that never does.
    const query = new URLSearchParams({ key: KEY, id: participantId, token: 'admitted' });
    this.#webSockets.emit('connection', socket, { url: `${PATH}/peerjs?${query.toString()}` });
    this.#options.elsewhere?.peerOpened(identity);
  }

  #newLimits(): Limits {
    const { clock } = this.#options;
    return {
      frames: new RateLimiter(this.#frameRate, clock),
      bytes: new RateLimiter(this.#byteRate, clock),
    };
  }

  #judge(text: Buffer | null, size: number, identity: Identity, { frames, bytes }: Limits): FrameVerdict {
    const verdicts = [frames.take(), bytes.take(size)];
    if (verdicts.includes('flooding')) return 'close';
    const allowed = verdicts.every((verdict) => verdict === 'allowed');
    const frame = allowed && text !== null ? parsePeerFrame(text.toString()) : null;
    if (!frame) return 'ignore';
    const pass = JSON.stringify(frame);
    return frame.type === 'HEARTBEAT' || this.#mayPass(identity, frame, pass.length) ? { pass } : 'ignore';
  }

  #mayPass({ participantId: src, room }: Identity, frame: AddressedFrame, size: number): boolean {
    const { membership, elsewhere } = this.#options;
    const { dst } = frame;
    if (!membership.areTogether(room, src, dst)) return false;
    if (this.#sockets.has(dst)) return true;
    if (!elsewhere) return this.#waiting.take(room, size);
    const { type, payload } = frame;
    elsewhere.carry(room, { src, dst, text: JSON.stringify({ type, src, dst, payload }) });
    return false;
  }
}
