import { WebSocket } from 'ws';
import type { Row } from '../../fuzz/row.ts';
import { quantile } from '../../fuzz/row.ts';
import { Crowd, updateLatencies } from '../crowd.ts';
import type { Deployment } from '../deployment.ts';
import { Member } from '../member.ts';
import { atMost, exactly } from './figures.ts';

const FRAMES = 200;

/** Nothing is broken, and every member lands somewhere else. */
export async function wholeRows(deployment: Deployment): Promise<Row[]> {
  const anywhere = (room: number, member: number): number => (room + member) % deployment.count;
  const crowd = await Crowd.enter(deployment, { rooms: 12, members: 4, landing: anywhere, prefix: 'whole' });
  const split = crowd.split;
  const { latencies, missed } = await updateLatencies(crowd.rooms, 3_000);
  const rows = [
    exactly('members at all nodes: split rooms', split, 0),
    atMost('  states between nodes, p99', quantile(latencies, 0.99), 150, 'ms'),
    exactly('  states missed', missed, 0),
    await frameRow(crowd, deployment),
  ];
  crowd.leave();
  return [...rows, await capacityRow(deployment)];
}

/** Frames from each socket to each other, where every participant's two sockets are at different nodes. */
async function frameRow(crowd: Crowd, deployment: Deployment): Promise<Row> {
  const room = crowd.rooms[0] ?? [];
  const sockets = await Promise.all(room.map((member, index) => peerSocket(deployment, member, index + 2)));
  const heard = new Set<string>();
  for (const socket of sockets)
    socket.on('message', (data: Buffer) => heard.add(/mc_[\w-]+/.exec(data.toString())?.[0] ?? ''));
  let sent = 0;
  while (sent < FRAMES)
    for (const [from, socket] of sockets.entries()) {
      const to = room[(from + 1 + (sent % (room.length - 1))) % room.length];
      const sdp = { type: 'offer', sdp: 'v=0' };
      const payload = { type: 'media', connectionId: `mc_${sent}`, sdp };
      socket.send(JSON.stringify({ type: 'OFFER', dst: to?.id ?? '', payload }));
      sent += 1;
    }
  const until = performance.now() + 5_000;
  while (heard.size < sent && performance.now() < until)
    await new Promise((resolve) => setTimeout(resolve, 10));
  for (const socket of sockets) socket.close();
  return exactly('  peer frames that arrived', heard.size, sent);
}

async function peerSocket(
  deployment: Deployment,
  { id, identity }: Member,
  node: number,
): Promise<WebSocket> {
  const query = new URLSearchParams({ key: 'parley', id, token: identity?.peerToken ?? '' });
  const origin = deployment.url(node % deployment.count).replace('http', 'ws');
  const socket = new WebSocket(`${origin}/peer/12/peerjs?${query.toString()}`);
  await new Promise((resolve, reject) => {
    socket.once('message', resolve);
    socket.once('error', reject);
  });
  return socket;
}

/** Twenty people at once into a room of eight, at all nodes. */
async function capacityRow(deployment: Deployment): Promise<Row> {
  const [member] = (await Crowd.enter(deployment, { rooms: 1, members: 1, landing: () => 0, prefix: 'full' }))
    .members;
  if (!member) throw new Error('Nobody entered.');
  const others = Array.from(
    { length: 19 },
    (_, index) => new Member(deployment.url(index % deployment.count), member.room, `Comer ${index}`),
  );
  for (const other of others) other.start();
  while (others.some(({ joined, refusal }) => !joined && refusal === null))
    await new Promise((resolve) => setTimeout(resolve, 20));
  const admitted = [member, ...others].filter(({ joined }) => joined).length;
  for (const one of [member, ...others]) one.close();
  return exactly('20 at once into a room of 8: admitted', admitted, 8);
}
