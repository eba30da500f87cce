import { PROTOCOL_VERSION } from '@parley/protocol';
import { MEDIA } from '../../src/testing/service.ts';
import type { RawClient } from '../../src/testing/raw-client.ts';
import type { Row } from '../row.ts';
import { Target } from '../target.ts';

const MAX_JOIN_MS = 1_000;
const MAX_STORM_MS = 10_000;
const CONNECT_AT_ONCE = 100;
/** Each from an address of its own, and less than one address may have. */
const SOCKETS_PER_ADDRESS = 1_500;
const ROOM_SIZE = 8;

/** How long a visit takes to get in while `count` connections do nothing. */
export async function idleRow(target: Target, count: number): Promise<Row> {
  const idle: RawClient[] = [];
  while (idle.length < count) {
    const wave = Array.from({ length: Math.min(CONNECT_AT_ONCE, count - idle.length) }, (_, n) => {
      const address = 2 + Math.floor((idle.length + n) / SOCKETS_PER_ADDRESS);
      return target.connect(`127.0.0.${String(address)}`);
    });
    idle.push(...(await Promise.all(wave)));
  }
  const started = performance.now();
  const [client] = await target.member('lively-room');
  const took = performance.now() - started;
  const stillThere = idle.filter(({ isOpen }) => isOpen).length;
  for (const each of [client, ...idle]) each.terminate();
  await Promise.all(idle.map(({ closed }) => closed));
  return {
    name: `a join beside ${String(stillThere)} idle sockets`,
    figure: `${took.toFixed(0)} ms`,
    limit: `<= ${String(MAX_JOIN_MS)} ms`,
    passed: took <= MAX_JOIN_MS && stillThere === count,
  };
}

/** How long it takes until all who were in rooms are in them again, as who they were, after the service was killed. */
export async function stormRow(count: number): Promise<Row> {
  const before = await Target.start();
  const roomOf = (n: number): string => `storm-${String(Math.floor(n / ROOM_SIZE))}`;
  const people = await Promise.all(Array.from({ length: count }, (_, n) => before.member(roomOf(n))));
  const ended = people.map(([client]) => client.closed);
  await before.stop();
  await Promise.all(ended);
  // Counted from the moment the new process is started: nobody waits for anything but that it answers.
  const started = performance.now();
  const after = await Target.start({ PORT: String(before.port) });
  const clients = await Promise.all(
    people.map(async ([, { participantId, resumeToken }], n) => {
      const client = await after.connect();
      const request = { version: PROTOCOL_VERSION, room: roomOf(n), resumeToken };
      const again = await client.data('room:prepare', request);
      await client.data('room:join', { name: 'Somebody', media: MEDIA });
      return again.participantId === participantId;
    }),
  );
  const took = performance.now() - started;
  await after.stop();
  const same = clients.filter(Boolean).length;
  return {
    name: `${String(same)} of ${String(count)} back as who they were after a restart, all at once`,
    figure: `${(took / 1000).toFixed(1)} s`,
    limit: `<= ${String(MAX_STORM_MS / 1000)} s`,
    passed: took <= MAX_STORM_MS && same === count,
  };
}
