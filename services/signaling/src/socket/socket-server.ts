import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { LIMITS } from '@parley/protocol';
import { Server } from 'socket.io';
import type { Clock } from '../clock.ts';
import type { AddressRate } from '../http/address-limits.ts';
import { clientKey } from '../http/client-address.ts';
import { requestedHostname } from '../http/origin.ts';
import { refuseConnection } from '../http/refusal.ts';
import type { Meter } from '../metrics/meter.ts';
import type { ConnectionId } from '../rooms/session.ts';
import type { ServicePhase } from '../service-phase.ts';
import { announceClosing, refuseWhileClosing } from './closing.ts';
import { guardConnection } from './connection-guard.ts';
import type { GuardedConnection } from './connection-guard.ts';
import { watchGoodbye } from './goodbye.ts';
import { meterRequests } from './metered.ts';
import { RateLimiter } from './rate-limiter.ts';
import { Bucket } from './bucket.ts';
import type { Rate } from './bucket.ts';
import { RoomHandlers } from './room-handlers.ts';
import type { RoomHandlerDeps } from './room-handlers.ts';
import type { SignalingIo, SignalingSocket } from './typed-io.ts';
import { answer, refuse } from './validated.ts';

/** People press buttons; nothing a person does comes near this. */
const REQUEST_RATE: Rate = { burst: 60, perSecond: 20 };
/** A client reports every 15 s. */
const REPORT_RATE: Rate = { burst: 4, perSecond: 1 / 4 };

export interface SocketServerDeps extends RoomHandlerDeps {
  readonly clock: Clock;
  readonly phase: ServicePhase;
  /** How often somebody at one address may try to enter rooms. */
  readonly attempts: AddressRate;
  readonly trustProxy: number;
  readonly meter: Meter;
}

/** Whether Engine.IO would take this as a new connection; what it refuses, it refuses in words of its own. */
function isConnection(request: IncomingMessage): boolean {
  const query = new URL(request.url ?? '', 'http://localhost').searchParams;
  return query.get('EIO') === '4' && query.get('transport') === 'websocket' && !query.has('sid');
}

/** Socket.IO, fed by our upgrade router. */
export class SocketServer {
  readonly io: SignalingIo;
  // Socket.IO insists on taking the upgrades of an http server. This one never listens: requests reach it only
  // through `upgrade`, so that the real server has a single upgrade listener, which is ours.
  readonly #intake = createServer();

  constructor() {
    this.io = new Server(this.#intake, {
      transports: ['websocket'],
      serveClient: false,
      destroyUpgrade: false,
      perMessageDeflate: false,
      maxHttpBufferSize: LIMITS.frameBytes,
      pingInterval: 5_000,
      pingTimeout: 5_000,
      connectTimeout: 10_000,
    });
  }

  readonly upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    if (isConnection(request)) this.#intake.emit('upgrade', request, socket, head);
    else refuseConnection(socket, 400);
  };

  /** Starts to answer requests. */
  serve(deps: SocketServerDeps): void {
    this.io.engine.on('connection', (connection: GuardedConnection) => {
      guardConnection(connection, deps.clock);
    });
    this.io.on('connection', (socket) => {
      const howItEnded = watchGoodbye(socket);
      meterRequests(socket, deps.meter, deps.clock);
      limitRate(socket, new RateLimiter(REQUEST_RATE, deps.clock));
      refuseWhileClosing(socket, deps.phase);
      const address = clientKey(socket.request, deps.trustProxy);
      const host = requestedHostname(socket.request, deps.trustProxy);
      const reports = new Bucket(REPORT_RATE, deps.clock.now());
      new RoomHandlers(socket, deps, {
        host,
        mayAttempt: () => deps.attempts.take(address),
        mayReport: () => reports.take(1, deps.clock.now()),
      }).register();
      socket.on('disconnect', (reason) => {
        deps.log.debug({ event: 'connection-closed', reason });
        deps.links.forget(socket.id);
        deps.rooms.disconnected(socket.id, howItEnded(reason));
      });
    });
  }

  /** Sockets that are open. */
  get size(): number {
    return this.io.engine.clientsCount;
  }

  /** Tells everybody when to come back; answers how many were told. */
  announceClosing(random: () => number): number {
    return announceClosing(this.io, random);
  }

  /** Disconnects one, whose client comes back by itself. */
  disconnect(connectionId: ConnectionId): void {
    this.io.in(connectionId).disconnectSockets(true);
  }

  /** Disconnects everybody. */
  async close(): Promise<void> {
    await this.io.close();
  }
}

/** Every event counts, also those nobody listens to. */
function limitRate(socket: SignalingSocket, limiter: RateLimiter): void {
  socket.use((packet: readonly unknown[], next) => {
    const verdict = limiter.take();
    if (verdict === 'allowed') {
      next();
      return;
    }
    answer(packet, refuse('rate-limited'));
    if (verdict === 'flooding') socket.disconnect(true);
  });
}
