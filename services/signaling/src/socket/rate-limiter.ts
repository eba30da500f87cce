import type { Clock } from '../clock.ts';

export interface Rate {
  /** How much may come at once. */
  readonly burst: number;
  /** How much may come each second for ever. */
  readonly perSecond: number;
}

/**
 * `allowed`, `limited` (ignore this one), or `flooding`: so much was refused that whoever sends it does not listen and
 * should be disconnected.
 */
export type Verdict = 'allowed' | 'limited' | 'flooding';

/** A bucket of tokens that fills with time. */
class Bucket {
  readonly #rate: Rate;
  #tokens: number;
  #filledAt: number;

  constructor(rate: Rate, now: number) {
    this.#rate = rate;
    this.#tokens = rate.burst;
    this.#filledAt = now;
  }

  take(cost: number, now: number): boolean {
    const { burst, perSecond } = this.#rate;
    // A clock set back must not drain the bucket.
    const elapsed = Math.max(0, now - this.#filledAt) / 1000;
    this.#tokens = Math.min(burst, this.#tokens + elapsed * perSecond);
    this.#filledAt = now;
    if (this.#tokens < cost) return false;
    this.#tokens -= cost;
    return true;
  }
}

/**
 * Limits what one connection sends. What is refused is counted by a second bucket of the same size: a sender at
 * twice the rate for ever, or one burst of twice the size, is flooding.
 */
export class RateLimiter {
  readonly #clock: Clock;
  readonly #allowance: Bucket;
  readonly #patience: Bucket;

  constructor(rate: Rate, clock: Clock) {
    this.#clock = clock;
    this.#allowance = new Bucket(rate, clock.now());
    this.#patience = new Bucket(rate, clock.now());
  }

  take(cost = 1): Verdict {
    const now = this.#clock.now();
    if (this.#allowance.take(cost, now)) return 'allowed';
    return this.#patience.take(cost, now) ? 'limited' : 'flooding';
  }
}
