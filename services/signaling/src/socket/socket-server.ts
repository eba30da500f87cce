import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { LIMITS } from '@parley/protocol';
import { Server } from 'socket.io';
import type { Clock } from '../clock.ts';
import { watchGoodbye } from './goodbye.ts';
import { RateLimiter } from './rate-limiter.ts';
import type { Rate } from './rate-limiter.ts';
import { RoomHandlers } from './room-handlers.ts';
import type { RoomHandlerDeps } from './room-handlers.ts';
import type { SignalingIo, SignalingSocket } from './typed-io.ts';
import { answer, refuse } from './validated.ts';

/** People press buttons; nothing a person does comes near this. */
const REQUEST_RATE: Rate = { burst: 60, perSecond: 20 };

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
    this.#intake.emit('upgrade', request, socket, head);
  };

  /** Starts to answer requests. */
  serve(deps: RoomHandlerDeps & { readonly clock: Clock }): void {
    this.io.on('connection', (socket) => {
      const howItEnded = watchGoodbye(socket);
      limitRate(socket, new RateLimiter(REQUEST_RATE, deps.clock));
      new RoomHandlers(socket, deps).register();
      socket.on('disconnect', (reason) => {
        deps.log.debug({ event: 'connection-closed', reason });
        deps.registry.disconnected(socket.id, howItEnded(reason));
      });
    });
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
