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
import { RateLimiter } from '../socket/rate-limiter.ts';
import type { Rate } from '../socket/bucket.ts';
import { parsePeerFrame } from './peer-frame.ts';
import { PeerSocket } from './peer-socket.ts';
import type { FrameVerdict } from './peer-socket.ts';
import type { PeerTokens } from './peer-token.ts';
import { WaitingBytes } from './waiting-bytes.ts';

const PATH = '/peer';
const KEY = 'parley';

/**
 * Milliseconds without a heartbeat after which PeerServer drops a socket. PeerJS beats every 5 s, but browsers slow the
 * timers of a hidden page to one a minute, and a lobby may well wait in a hidden tab.
 */
const ALIVE_TIMEOUT_MS = 70_000;

/** Bytes that cost one token of the rate: a candidate costs one, an offer two or three. */
const BYTES_PER_TOKEN = 4_096;

/** What the gateway asks of the registry. */
export interface PeerMembership {
  holds(identity: Identity): boolean;
  areTogether(room: RoomId, one: ParticipantId, other: ParticipantId): boolean;
}

export interface PeerGatewayOptions {
  /** Only named to PeerServer, which refuses to start without one; it gets no listener on it. */
  readonly httpServer: Server;
  readonly tokens: PeerTokens;
  readonly membership: PeerMembership;
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
  readonly #rate: Rate;
  readonly #sockets = new Map<ParticipantId, PeerSocket>();
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
    this.#rate = { burst: Math.max(200, options.capacity * 25), perSecond: 50 };
    this.#startPeerServer();
  }

  readonly upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const url = new URL(request.url ?? '', 'http://localhost');
    const identity = url.pathname === `${PATH}/peerjs` ? this.#identify(url.searchParams) : null;
    if (!identity) {
      refuseConnection(socket, 401);
      return;
    }
    this.#webSockets.handleUpgrade(request, socket, head, (webSocket) => {
      this.#admit(webSocket, identity);
    });
  };

  /** Ends the socket of a participant the service no longer knows. */
  drop(participantId: ParticipantId): void {
    this.#sockets.get(participantId)?.close(1008);
  }

  /** Ends every socket. PeerServer's own timers cannot be stopped; they end with the process. */
  close(): void {
    for (const socket of [...this.#sockets.values()]) socket.close(1001);
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
    const isTheirs = identity?.participantId === query.get('id');
    return identity && isTheirs && this.#options.membership.holds(identity) ? identity : null;
  }

  #admit(webSocket: WebSocket, identity: Identity): void {
    const { participantId } = identity;
    // The older socket of the same participant goes first: PeerServer sends OPEN only to an id it does not know.
    this.#sockets.get(participantId)?.close();
    const limiter = new RateLimiter(this.#rate, this.#options.clock);
    const socket = new PeerSocket(webSocket, (text, bytes) => this.#judge(text, bytes, identity, limiter));
    this.#sockets.set(participantId, socket);
    socket.once('close', () => {
      if (this.#sockets.get(participantId) === socket) this.#sockets.delete(participantId);
      this.#options.log.debug({ event: 'peer-closed', participant: participantId });
    });
    this.#options.log.debug({ event: 'peer-opened', participant: participantId });
    // The token has done its work. PeerServer compares it with the one before and says ID-TAKEN if it changed, so it is
    // shown one that never does.
    const query = new URLSearchParams({ key: KEY, id: participantId, token: 'admitted' });
    this.#webSockets.emit('connection', socket, { url: `${PATH}/peerjs?${query.toString()}` });
  }

  #judge(text: string | null, bytes: number, identity: Identity, limiter: RateLimiter): FrameVerdict {
    const verdict = limiter.take(Math.max(1, Math.ceil(bytes / BYTES_PER_TOKEN)));
    if (verdict === 'flooding') return 'close';
    const frame = verdict === 'allowed' && text !== null ? parsePeerFrame(text) : null;
    if (!frame) return 'ignore';
    const pass = JSON.stringify(frame);
    return frame.type === 'HEARTBEAT' || this.#mayPass(identity, frame.dst, pass.length)
      ? { pass }
      : 'ignore';
  }

  #mayPass({ participantId, room }: Identity, to: ParticipantId, size: number): boolean {
    if (!this.#options.membership.areTogether(room, participantId, to)) return false;
    return this.#sockets.has(to) || this.#waiting.take(room, size);
  }
}
