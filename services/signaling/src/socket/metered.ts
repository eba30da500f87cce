import { REQUESTS } from '@parley/protocol';
import type { RequestName } from '@parley/protocol';
import type { Clock } from '../clock.ts';
import type { Meter } from '../metrics/meter.ts';
import type { SignalingSocket } from './typed-io.ts';
import { isAck } from './validated.ts';

function isRequest(name: unknown): name is RequestName {
  return typeof name === 'string' && Object.hasOwn(REQUESTS, name);
}

/** Tells `meter` how each request of this socket was answered, by whomever. To be added before whatever may refuse one. */
export function meterRequests(socket: SignalingSocket, meter: Meter, clock: Clock): void {
  socket.use((packet: unknown[], next) => {
    const [name] = packet;
    const ack = packet.at(-1);
    if (isRequest(name) && isAck(ack)) {
      const startedAt = clock.now();
      packet[packet.length - 1] = (answer: Parameters<typeof ack>[0]): void => {
        // The clock may have been set back meanwhile.
        const seconds = Math.max(0, clock.now() - startedAt) / 1000;
        meter.answered(name, answer.ok ? 'ok' : answer.error.code, seconds);
        ack(answer);
      };
    }
    next();
  });
}
