import { randomUUID } from 'node:crypto';
import { malformedHttp, malformedUpgrade, sendHttp } from '../malformed/http.ts';
import { malformedFrame } from '../malformed/peer.ts';
import { malformedPacket } from '../malformed/signaling.ts';
import type { Random } from '../random.ts';
import type { Row } from '../row.ts';
import { barrier } from '../target.ts';
import type { Target } from '../target.ts';

const MAX_GROWTH_MB = 50;
const AT_ONCE = 20;
/** Less than what counts as a flood, so that each message is read and judged. */
const PACKETS_PER_SOCKET = 50;
const FRAMES_PER_SOCKET = 150;
/** Part of the messages that is sent before memory is measured for the first time. */
const WARM_UP = 0.1;

/** Runs `task` with 0, 1, … `count` - 1, so many at once. */
async function parallel(count: number, task: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) {
      next += 1;
      await task(next - 1);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

async function http({ port }: Target, random: Random, count: number): Promise<void> {
  await parallel(count, () =>
    sendHttp(port, random.chance(0.5) ? malformedHttp(random) : malformedUpgrade(random)),
  );
}

async function signaling(target: Target, random: Random, count: number): Promise<void> {
  await parallel(Math.ceil(count / PACKETS_PER_SOCKET), async (index) => {
    const [client] = random.chance(0.5)
      ? await target.member(`room-${String(index % 500)}-${String(random.below(1e9))}`)
      : [await target.connect()];
    for (let n = 0; n < PACKETS_PER_SOCKET; n += 1) client.send(malformedPacket(random));
    // Answered after all of that, unless that ended the connection.
    await Promise.race([client.data('peer:refresh', {}).catch(() => undefined), client.closed]);
    client.terminate();
    await client.closed;
  });
}

async function peerServer(target: Target, random: Random, count: number): Promise<void> {
  await parallel(Math.ceil(count / FRAMES_PER_SOCKET), async () => {
    const room = `room-${String(random.below(1e9))}`;
    const [one, ada] = await target.member(room);
    const [two, bob] = await target.member(room);
    const socket = await target.peer(ada.participantId, ada.peerToken);
    if (!socket) throw new Error('A genuine peer token was refused.');
    for (let n = 0; n < FRAMES_PER_SOCKET; n += 1) {
      socket.send(malformedFrame(random, [ada.participantId, bob.participantId, randomUUID(), 'x']));
    }
    await barrier(socket);
    socket.terminate();
    one.terminate();
    two.terminate();
  });
}

async function attack(target: Target, random: Random, count: number): Promise<void> {
  await http(target, random, Math.floor(count * 0.25));
  await signaling(target, random, Math.floor(count * 0.4));
  await peerServer(target, random, Math.ceil(count * 0.35));
}

/** `count` malformed messages of all three kinds: nothing ends, nothing fails inside, memory stays. */
export async function malformedRows(target: Target, random: Random, count: number): Promise<Row[]> {
  const warmUp = Math.floor(count * WARM_UP);
  await attack(target, random, warmUp);
  const before = await target.settledMemory();
  await attack(target, random, count - warmUp);
  const growth = (await target.settledMemory()) - before;
  const what = `${String(count)} malformed messages`;
  const exits = target.alive ? 0 : 1;
  const failures = target.failures;
  return [
    { name: `${what}: exits`, figure: String(exits), limit: '= 0', passed: exits === 0 },
    {
      name: `${what}: failures inside, unhandled rejections included`,
      figure: String(failures.length),
      limit: '= 0',
      passed: failures.length === 0,
    },
    {
      name: `${what}: memory, after a tenth of them to warm up`,
      figure: `${growth.toFixed(1)} MB`,
      limit: `<= ${String(MAX_GROWTH_MB)} MB`,
      passed: growth <= MAX_GROWTH_MB,
    },
  ];
}
