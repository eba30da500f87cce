import { retryDelayMs } from './retry-policy';

describe('retryDelayMs', () => {
  it('is half a second, and a second from the second failure on', () => {
    expect([0, 1, 2, 60].map(retryDelayMs)).toEqual([500, 500, 1_000, 1_000]);
  });
});
