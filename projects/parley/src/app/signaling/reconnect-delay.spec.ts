import { reconnectDelayMs } from './reconnect-delay';

describe('reconnectDelayMs', () => {
  const table: readonly (readonly [failures: number, least: number, most: number])[] = [
    [0, 200, 400],
    [1, 400, 800],
    [2, 800, 1_600],
    [3, 1_000, 2_000],
    [50, 1_000, 2_000],
  ];
  for (const [failures, least, most] of table) {
    it(`is ${least} to ${most} ms after ${failures} failures`, () => {
      expect(reconnectDelayMs(failures, 0)).toBe(least);
      expect(reconnectDelayMs(failures, 1)).toBe(most);
    });
  }
});
