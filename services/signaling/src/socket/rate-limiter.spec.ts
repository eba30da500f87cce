import { FakeClock } from '../testing/fake-clock.ts';
import { RateLimiter } from './rate-limiter.ts';
import type { Verdict } from './rate-limiter.ts';

describe('RateLimiter', () => {
  let clock: FakeClock;
  let limiter: RateLimiter;

  beforeEach(() => {
    clock = new FakeClock();
    limiter = new RateLimiter({ burst: 4, perSecond: 2 }, clock);
  });

  function take(times: number): Verdict[] {
    return Array.from({ length: times }, () => limiter.take());
  }

  it('allows a burst, limits what exceeds it, and calls twice the burst a flood', () => {
    expect(take(4)).toEqual(['allowed', 'allowed', 'allowed', 'allowed']);
    expect(take(4)).toEqual(['limited', 'limited', 'limited', 'limited']);
    expect(take(1)).toEqual(['flooding']);
  });

  it('fills with time, but never above the burst', () => {
    take(4);
    clock.advance(500);
    expect(take(2)).toEqual(['allowed', 'limited']);
    clock.advance(60_000);
    expect(take(5).filter((verdict) => verdict === 'allowed').length).toBe(4);
  });

  it('lets the steady rate pass for ever', () => {
    take(4);
    const verdicts = Array.from({ length: 100 }, () => {
      clock.advance(500);
      return limiter.take();
    });
    expect(new Set(verdicts)).toEqual(new Set<Verdict>(['allowed']));
  });

  it('counts the cost', () => {
    expect(limiter.take(3)).toBe('allowed');
    expect(limiter.take(2)).toBe('limited');
    expect(limiter.take(1)).toBe('allowed');
  });

  it('is not drained by a clock that is set back', () => {
    take(3);
    clock.advance(-60_000);
    expect(limiter.take()).toBe('allowed');
  });
});
