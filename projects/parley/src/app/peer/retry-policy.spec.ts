import { retryDelayMs } from './retry-policy';

describe('retryDelayMs', () => {
  it('doubles from half a second and stops at two', () => {
    expect([1, 2, 3, 4, 5, 6, 60].map(retryDelayMs)).toEqual([500, 1000, 2000, 2000, 2000, 2000, 2000]);
  });
});
