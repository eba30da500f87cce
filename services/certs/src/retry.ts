const LONGEST_MS = 21_600_000;
const DAY_MS = 86_400_000;

/**
 * Milliseconds until the next attempt after `failures` that failed: 5 minutes doubling to 6 hours, or later where the
 * directory `asked` for that, but not more than a day. Directories count failed attempts, five an hour at most.
 * https://letsencrypt.org/docs/rate-limits/
 */
export function retryDelayMs(failures: number, asked: number | null = null): number {
  const own = Math.min(300_000 * 2 ** failures, LONGEST_MS);
  return Math.max(own, Math.min(asked ?? 0, DAY_MS));
}
