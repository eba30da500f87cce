import type { Row } from '../../fuzz/row.ts';
import { Crowd, updateLatencies } from '../crowd.ts';
import type { Deployment } from '../deployment.ts';
import { worst } from './death.ts';
import { atMost, exactly } from './figures.ts';

const PATIENCE_MS = 20_000;

/** Redis dies and returns with empty memory; every node is replaced, one after the other. */
export async function restartRows(deployment: Deployment): Promise<Row[]> {
  const landing = (room: number, member: number): number | null =>
    member === 3 ? room % deployment.count : null;
  const crowd = await Crowd.enter(deployment, { rooms: 24, members: 4, landing, prefix: 'restart' });
  await deployment.redis.restart();
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  const afterRedis = await crowd.agreed(PATIENCE_MS);
  // From the one who came to a node of its own choice to the one who came by the front.
  const apart = crowd.rooms.map((room) => [...room].reverse());
  const { missed } = await updateLatencies(apart, 1_000);
  const times: (number | null)[] = [];
  for (const index of deployment.indexes) {
    for (const member of crowd.members)
      if (member.url === deployment.url(index)) member.url = deployment.url();
    const start = performance.now();
    await deployment.end(index, 'SIGTERM');
    const rest = await crowd.agreed(PATIENCE_MS);
    times.push(rest === null ? null : performance.now() - start);
    await deployment.start(index);
  }
  const split = crowd.split;
  crowd.leave();
  return [
    atMost(
      'Redis restarts empty: rosters equal',
      afterRedis === null ? null : afterRedis + 1_500,
      5_000,
      'ms',
    ),
    exactly('  states missed between nodes afterwards', missed, 0),
    atMost('rolling restart: rosters equal after each node', worst(times), 5_000, 'ms'),
    exactly('  split rooms afterwards', split, 0),
  ];
}
