import type { Row } from '../../fuzz/row.ts';
import { Crowd } from '../crowd.ts';
import type { Deployment } from '../deployment.ts';
import { atMost, exactly } from './figures.ts';

const BACK_WITHIN_MS = 5_000;
const PATIENCE_MS = 20_000;

/** Node after node is killed and returns. Most members come by the front, some land where their room is not kept. */
export async function deathRows(deployment: Deployment): Promise<Row[]> {
  const landing = (room: number, member: number): number | null =>
    member === 3 ? (room + 1) % deployment.count : null;
  const crowd = await Crowd.enter(deployment, { rooms: 24, members: 4, landing, prefix: 'death' });
  const times: (number | null)[] = [];
  const returns: (number | null)[] = [];
  let split = 0;
  for (const index of deployment.indexes) {
    await deployment.end(index, 'SIGKILL');
    // Whoever went straight to the dead node goes by the front from now on.
    for (const member of crowd.members)
      if (member.url === deployment.url(index)) member.url = deployment.url();
    times.push(await crowd.agreed(PATIENCE_MS));
    await deployment.start(index);
    // A change of network for half of them: the front sends them to the node that returned.
    for (const [position, member] of crowd.members.entries()) if (position % 2 === 0) member.drop();
    await new Promise((resolve) => setTimeout(resolve, 100));
    returns.push(await crowd.agreed(PATIENCE_MS));
    split += crowd.split;
  }
  crowd.leave();
  return [
    atMost('a node is killed: all are back, rosters equal', worst(times), BACK_WITHIN_MS, 'ms'),
    atMost('  it returns, half reconnect: rosters equal', worst(returns), BACK_WITHIN_MS, 'ms'),
    exactly('  split rooms afterwards', split, 0),
  ];
}

export function worst(times: readonly (number | null)[]): number | null {
  const known = times.filter((time) => time !== null);
  return known.length === times.length ? Math.max(...known) : null;
}
