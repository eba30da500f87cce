import type { Clock } from '../clock.ts';
import { Bucket } from './bucket.ts';
import type { Rate } from './bucket.ts';

/**
 * `allowed`, `limited` (ignore this one), or `flooding`: so much was refused that whoever sends it does not listen and
 * should be disconnected.
 */
export type Verdict = 'allowed' | 'limited' | 'flooding';

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
