import { EventEmitter } from 'node:events';
import type { Clock } from '../clock.ts';
import { RateLimiter } from './rate-limiter.ts';
import type { Rate } from './bucket.ts';

/** Packets of any kind: requests, answers to pings, and what no client of ours sends. */
const PACKET_RATE: Rate = { burst: 400, perSecond: 80 };

/** Packets that wait for a client that does not read; beyond this it is treated as broken. */
const MAX_UNSENT = 1_000;

/** What this needs of a connection of Engine.IO, which is what Socket.IO speaks through. */
export interface GuardedConnection extends EventEmitter {
  readonly transport: object;
  close(discard?: boolean): void;
}

/**
 * Ends a connection that floods below the level of events, where Socket.IO's own middleware does not look, and one that
 * never reads what it is told.
 */
export function guardConnection(connection: GuardedConnection, clock: Clock): void {
  const limiter = new RateLimiter(PACKET_RATE, clock);
  const count = (): void => {
    if (limiter.take() === 'flooding') connection.close(true);
  };
  connection.on('packet', count);
  const webSocket: unknown = Reflect.get(connection.transport, 'socket');
  // Answered by the WebSocket itself: each costs us a frame.
  if (webSocket instanceof EventEmitter) webSocket.on('ping', count);
  let unsent = 0;
  connection.on('flush', () => (unsent = 0));
  connection.on('packetCreate', () => {
    unsent += 1;
    if (unsent > MAX_UNSENT) connection.close(true);
  });
}
