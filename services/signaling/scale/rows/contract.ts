import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Row } from '../../fuzz/row.ts';
import type { BusTiming } from '../../src/cluster/bus.ts';
import { RedisBus } from '../../src/cluster/redis-bus.ts';
import { BUS_CONTRACT, checkMessages } from '../../src/testing/bus-contract.ts';
import type { Deployment } from '../deployment.ts';
import { exactly } from './figures.ts';

const HURRIED: BusTiming = { beatMs: 50, lifeMs: 300, patienceMs: 200, answerMs: 1_000 };

/** Redis keeps the contract that specs check of the bus in memory. */
export async function contractRows({ redis }: Deployment): Promise<Row[]> {
  let broken = 0;
  const opened = (): RedisBus[] => {
    // Each check is a deployment of its own.
    const secret = randomUUID();
    return [0, 1].map(() => new RedisBus({ url: redis.url, secret, timing: HURRIED }));
  };
  const run = async (
    check: (one: RedisBus, other: RedisBus, age: () => Promise<void>) => Promise<void>,
    open: boolean,
  ): Promise<void> => {
    const buses = opened();
    const [one, other] = buses;
    if (!one || !other) return;
    const nothing = { message: () => undefined, gap: () => undefined };
    if (open) await Promise.all(buses.map((bus) => bus.open(nothing)));
    await check(one, other, () => delay(HURRIED.lifeMs + HURRIED.beatMs)).catch((error: unknown) => {
      broken += 1;
      process.stderr.write(`${String(error)}\n`);
    });
    await Promise.all(buses.map((bus) => bus.close()));
  };
  for (const check of Object.values(BUS_CONTRACT)) await run(check, true);
  await run(checkMessages, false);
  return [exactly('what the bus promises and Redis does not keep', broken, 0)];
}
