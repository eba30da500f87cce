import { PROTOCOL_VERSION } from '@parley/protocol';
import { MEDIA } from '../../src/testing/service.ts';
import { TestClient } from '../../src/testing/test-client.ts';
import type { Row } from '../row.ts';
import type { Target } from '../target.ts';

const MAX_MS = 10_000;
const ROOM_SIZE = 8;
/** Clients that read nothing any more, so no polite close ends them. */
const FROZEN = 10;

async function memberOf(target: Target, room: string): Promise<TestClient> {
  const client = await TestClient.connect(`http://${target.host}`);
  await client.data('room:prepare', { version: PROTOCOL_VERSION, room });
  await client.data('room:join', { name: 'Somebody', media: MEDIA });
  return client;
}

/** SIGTERM while `count` people are in rooms: each is told another time to come back, and the process ends well. */
export async function shutdownRow(target: Target, count: number): Promise<Row> {
  const frozen = await Promise.all(Array.from({ length: FROZEN }, () => target.connect()));
  for (const client of frozen) client.freeze();
  const rooms = Array.from({ length: count }, (_, n) => `shutdown-${String(Math.floor(n / ROOM_SIZE))}`);
  const clients = await Promise.all(rooms.map((room) => memberOf(target, room)));
  const told = clients.map((client) => client.next('service:closing'));
  const started = performance.now();
  target.service.kill('SIGTERM');
  const { code } = await target.service.ended;
  const took = performance.now() - started;
  const delays = new Set((await Promise.all(told)).map(({ reconnectAfterMs }) => reconnectAfterMs));
  for (const client of frozen) client.terminate();
  // Two of so many may draw the same millisecond.
  const spread = delays.size > count / 2;
  return {
    name: `SIGTERM with ${String(count)} people: all told when to come back (${String(delays.size)} different delays), exit ${String(code)}`,
    figure: `${(took / 1000).toFixed(1)} s`,
    limit: `<= ${String(MAX_MS / 1000)} s`,
    passed: code === 0 && took <= MAX_MS && spread,
  };
}
