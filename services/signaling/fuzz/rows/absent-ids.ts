import type { WebSocket } from 'ws';
import type { RawClient } from '../../src/testing/raw-client.ts';
import type { Row } from '../row.ts';
import { barrier } from '../target.ts';
import type { Target } from '../target.ts';

const MAX_GROWTH_MB = 50;
const SENDERS = 40;
/** Part of it that is sent before memory is measured for the first time. */
const WARM_UP = 0.1;
const FRAME_BYTES = 60_000;
/** As much as a socket may send before it counts as a flood, and ends. */
const FRAMES_PER_SOCKET = 8;

interface Sender {
  readonly room: string;
  readonly client: RawClient;
  readonly id: string;
  readonly frame: string;
}

/** A member of a room of two whose other member never opens a socket to PeerServer. */
async function senderTo(target: Target, room: string): Promise<Sender> {
  const [, absent] = await target.member(room);
  const [client, self] = await target.member(room);
  const payload = { type: 'media', connectionId: 'mc_1', candidate: { candidate: 'x'.repeat(FRAME_BYTES) } };
  const frame = JSON.stringify({ type: 'CANDIDATE', dst: absent.participantId, payload });
  return { room, client, id: self.participantId, frame };
}

async function sendBurst(target: Target, { client, id, frame }: Sender): Promise<number> {
  const { peerToken } = await client.data('peer:refresh', {});
  const socket: WebSocket | null = await target.peer(id, peerToken);
  if (!socket) return 0;
  for (let n = 0; n < FRAMES_PER_SOCKET; n += 1) socket.send(frame);
  await barrier(socket);
  socket.terminate();
  return FRAMES_PER_SOCKET * frame.length;
}

/** Sends so many bytes; answers how many it were, and the most memory that was in use meanwhile. */
async function send(target: Target, senders: Sender[], bytes: number): Promise<[number, number]> {
  let [sent, most] = [0, 0];
  while (sent < bytes && target.alive) {
    // On a machine that is busy with other things a client may have been too late with its pong.
    for (const [n, { client, room }] of senders.entries()) {
      if (!client.isOpen) senders[n] = await senderTo(target, `${room}-again`);
    }
    const bursts = await Promise.all(senders.map((sender) => sendBurst(target, sender)));
    sent += bursts.reduce((sum, burst) => sum + burst, 0);
    most = Math.max(most, target.memory());
  }
  return [sent, most];
}

/** `bytes` sent to members who have no socket, with a new socket each time the allowance of one is used up. */
export async function absentIdsRow(target: Target, bytes: number): Promise<Row> {
  const senders = await Promise.all(
    Array.from({ length: SENDERS }, (_, n) => senderTo(target, `absent-${String(n)}`)),
  );
  await send(target, senders, bytes * WARM_UP);
  const before = await target.settledMemory();
  const [sent, most] = await send(target, senders, bytes);
  for (const { client } of senders) client.terminate();
  const growth = (await target.settledMemory()) - before;
  const peak = most - before;
  return {
    name: `${(sent / 1e9).toFixed(2)} GB to absent ids: memory at its peak, and after; first a tenth to warm up`,
    figure: `${peak.toFixed(1)} MB, ${growth.toFixed(1)} MB`,
    limit: `<= ${String(MAX_GROWTH_MB)} MB`,
    passed: target.alive && peak <= MAX_GROWTH_MB && growth <= MAX_GROWTH_MB,
  };
}
