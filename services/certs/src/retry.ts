/**
 * Milliseconds until the next attempt after `failures` that failed: 5 minutes doubling to 6 hours. Directories count failed
 * attempts, five an hour at most. https://letsencrypt.org/docs/rate-limits/
 */
export function retryDelayMs(failures: number): number {
  return Math.min(300_000 * 2 ** failures, 21_600_000);
}
