import { setTimeout as delay } from 'node:timers/promises';

const LOOK_EVERY_MS = 50;

/** Waits until `isTrue` and returns when that was, in milliseconds since the epoch; infinite where it was never. */
export async function until(isTrue: () => Promise<boolean>, withinMs: number): Promise<number> {
  const end = Date.now() + withinMs;
  do {
    if (await isTrue()) return Date.now();
    await delay(LOOK_EVERY_MS);
  } while (Date.now() < end);
  return Number.POSITIVE_INFINITY;
}
