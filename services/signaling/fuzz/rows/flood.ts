import { setTimeout as delay } from 'node:timers/promises';
import { MEDIA } from '../../src/testing/service.ts';
import type { RawClient } from '../../src/testing/raw-client.ts';
import { quantile } from '../row.ts';
import type { Row } from '../row.ts';
import type { Target } from '../target.ts';

const MAX_CLOSED_MS = 1_000;
const MAX_RISE_MS = 50;
const OTHERS = 8;
const ASK_EVERY_MS = 100;
/** Sent each time, which makes a thousand a second. */
const EVENTS = 10;
const EVERY_MS = 10;

/** Milliseconds each answer took, for clients that ask at the pace of people for `ms`. */
async function latencies(clients: readonly RawClient[], ms: number): Promise<number[]> {
  const took: number[] = [];
  const until = performance.now() + ms;
  const ask = async (client: RawClient): Promise<void> => {
    for (let revision = 2; performance.now() < until; revision += 1) {
      const asked = performance.now();
      await client.data('participant:update', { media: { ...MEDIA, revision } });
      took.push(performance.now() - asked);
      await delay(ASK_EVERY_MS);
    }
  };
  await Promise.all(clients.map(ask));
  return took;
}

/** Milliseconds until a client that sends a thousand events a second was closed. */
async function flood(client: RawClient): Promise<number> {
  const started = performance.now();
  while (client.isOpen && performance.now() - started < 5 * MAX_CLOSED_MS) {
    for (let n = 0; n < EVENTS; n += 1) client.send('42["participant:update",{}]');
    await delay(EVERY_MS);
  }
  client.terminate();
  return performance.now() - started;
}

/** Floods for as long as `ms`, one client after the other. */
async function floods(target: Target, ms: number): Promise<number> {
  let slowest = 0;
  for (const started = performance.now(); performance.now() - started < ms;) {
    const [client] = await target.member('flooded-room');
    slowest = Math.max(slowest, await flood(client));
  }
  return slowest;
}

export async function floodRows(target: Target, ms: number): Promise<Row[]> {
  const members = Array.from({ length: OTHERS }, (_, n) => target.member(`quiet-room-${String(n % 2)}`));
  const clients = (await Promise.all(members)).map(([client]) => client);
  await latencies(clients, ms / 2);
  const quiet = quantile(await latencies(clients, ms), 0.99);
  const [loud, slowest] = await Promise.all([latencies(clients, ms), floods(target, ms)]);
  const rise = Math.max(0, quantile(loud, 0.99) - quiet);
  for (const client of clients) client.terminate();
  return [
    {
      name: 'a client that sends 1 000 events a second is closed',
      figure: `${slowest.toFixed(0)} ms`,
      limit: `<= ${String(MAX_CLOSED_MS)} ms`,
      passed: slowest <= MAX_CLOSED_MS,
    },
    {
      name: 'meanwhile the answers to others take longer by (p99)',
      figure: `${rise.toFixed(1)} ms`,
      limit: `<= ${String(MAX_RISE_MS)} ms`,
      passed: rise <= MAX_RISE_MS,
    },
  ];
}
