import type { SignalingIo, SignalingSocket } from './typed-io.ts';
import { answer, refuse } from './validated.ts';
import type { ServicePhase } from '../service-phase.ts';

/** Nobody comes back before this: the next process has to start first. */
const LEAST_MS = 500;
/** What one more client adds to the time over which all of them come back. */
const SPREAD_PER_CLIENT_MS = 10;
const SPREAD_MS = { min: 1_000, max: 10_000 } as const;

/** Tells every connection when to come back, each another time. Answers how many were told. */
export function announceClosing(io: SignalingIo, random: () => number): number {
  const sockets = [...io.sockets.sockets.values()];
  const wish = sockets.length * SPREAD_PER_CLIENT_MS;
  const spread = Math.min(SPREAD_MS.max, Math.max(SPREAD_MS.min, wish));
  for (const socket of sockets) {
    socket.emit('service:closing', { reconnectAfterMs: LEAST_MS + Math.floor(random() * spread) });
  }
  return sockets.length;
}

/** Refuses every request from the moment the service was told to stop. */
export function refuseWhileClosing(socket: SignalingSocket, phase: ServicePhase): void {
  socket.use((packet: readonly unknown[], next) => {
    if (phase.closing) answer(packet, refuse('unavailable'));
    else next();
  });
}
