import type { Row } from '../../fuzz/row.ts';
import { quantile } from '../../fuzz/row.ts';
import { Crowd, updateLatencies } from '../crowd.ts';
import type { Deployment } from '../deployment.ts';
import { atMost, exactly } from './figures.ts';

const STALL_MS = 10_000;
const RESUMES_WITHIN_MS = 5_000;

/** Redis hangs for ten seconds. */
export async function stallRows(deployment: Deployment): Promise<Row[]> {
  const byFront = await Crowd.enter(deployment, {
    rooms: 12,
    members: 3,
    landing: () => null,
    prefix: 'near',
  });
  // The first two of each room at one node, which in most rooms is not the one that keeps it.
  const apart = await Crowd.enter(deployment, {
    rooms: 12,
    members: 4,
    landing: (room, member) => (room + (member < 2 ? 0 : 1)) % deployment.count,
    prefix: 'far',
  });
  deployment.redis.stall();
  const before = deployment.processorSeconds();
  const start = performance.now();
  const measured = updateLatencies([...byFront.rooms, ...apart.rooms], STALL_MS);
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  // People go on opening rooms meanwhile.
  const opening = performance.now();
  const fresh = await Crowd.enter(deployment, { rooms: 6, members: 2, landing: () => null, prefix: 'new' });
  const opened = performance.now() - opening;
  const { latencies, missed } = await measured;
  const seconds = (performance.now() - start) / 1000;
  const used = deployment.processorSeconds().map((after, index) => (after - (before[index] ?? 0)) / seconds);
  deployment.redis.resume();
  const crowds = [byFront, apart, fresh];
  const resumed = await resumeTime(deployment, crowds);
  for (const crowd of crowds) crowd.leave();
  return [
    atMost('Redis hangs for 10 s: states within a node, p99', quantile(latencies, 0.99), 150, 'ms'),
    exactly('  states missed within a node', missed, 0),
    atMost('  new rooms are open', fresh.split === 0 ? opened : null, 2_000, 'ms'),
    atMost('  processor of the busiest node', Math.max(...used) * 100, 30, '%'),
    atMost('  between nodes again', resumed, RESUMES_WITHIN_MS, 'ms'),
    exactly(
      '  split rooms afterwards',
      crowds.reduce((sum, { split }) => sum + split, 0),
      0,
    ),
  ];
}

/** Until states pass between nodes again in every room, and stay whole. */
async function resumeTime(deployment: Deployment, crowds: readonly Crowd[]): Promise<number | null> {
  const start = performance.now();
  const probe = await Crowd.enter(deployment, {
    rooms: 6,
    members: 3,
    landing: (room, member) => (room + member) % deployment.count,
    prefix: 'after',
  });
  // Rooms may look whole before their members hear that they have to come back.
  const settleMs = 1_500;
  const settling = new Promise((resolve) => setTimeout(resolve, settleMs));
  const times: number[] = [];
  await settling;
  for (const crowd of [probe, ...crowds]) {
    if ((await crowd.agreed(20_000)) === null) return null;
    times.push(performance.now() - start);
  }
  const apart = crowds.flatMap(({ rooms }) => rooms.map((room) => [...room].reverse()));
  const { latencies, missed } = await updateLatencies(apart, 500);
  probe.leave();
  return missed === 0 && latencies.length > 0 ? Math.max(...times) : null;
}
