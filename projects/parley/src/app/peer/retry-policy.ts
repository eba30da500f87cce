/** How long a call may take to connect before it counts as failed, in milliseconds. */
export const ANSWER_TIMEOUT_MS = 8_000;

/** Milliseconds to wait before the next call after `failures` failed ones: 0.5 s doubling to 8 s. */
export function retryDelayMs(failures: number): number {
  return Math.min(500 * 2 ** Math.max(0, failures - 1), 8_000);
}
