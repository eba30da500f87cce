import { InjectionToken } from '@angular/core';

const FIRST_MS = 400;
const LONGEST_MS = 2_000;

/**
 * Milliseconds to wait before a connection is tried again, after `failures` attempts in a row that failed. Half of
 * it is left to chance (`random`, 0 to 1): whoever lost a service together must not come back together.
 */
export function reconnectDelayMs(failures: number, random: number): number {
  const longest = Math.min(FIRST_MS * 2 ** failures, LONGEST_MS);
  return longest * (0.5 + random / 2);
}

/** {@link reconnectDelayMs} with real chance. */
export const RECONNECT_DELAY = new InjectionToken<(failures: number) => number>('reconnect delay', {
  factory: () => (failures) => reconnectDelayMs(failures, Math.random()),
});
