import type { Clock } from '../clock.ts';
import { Bucket } from '../socket/bucket.ts';
import type { Rate } from '../socket/bucket.ts';
import type { AddressKey } from './client-address.ts';

/** Addresses remembered at most; whoever owns more networks than this has other ways to be a nuisance. */
const MAX_REMEMBERED = 50_000;
/** How often addresses whose bucket is full again are forgotten. */
const FORGET_EVERY_MS = 60_000;

/** A rate for each address. */
export class AddressRate {
  readonly #rate: Rate;
  readonly #clock: Clock;
  readonly #buckets = new Map<AddressKey, Bucket>();
  #forgotAt: number;

  constructor(rate: Rate, clock: Clock) {
    this.#rate = rate;
    this.#clock = clock;
    this.#forgotAt = clock.now();
  }

  /** How many addresses are remembered. */
  get size(): number {
    return this.#buckets.size;
  }

  take(key: AddressKey): boolean {
    const now = this.#clock.now();
    if (now - this.#forgotAt >= FORGET_EVERY_MS) this.#forget(now);
    const known = this.#buckets.get(key);
    if (known) return known.take(1, now);
    const bucket = new Bucket(this.#rate, now);
    this.#makeRoom();
    this.#buckets.set(key, bucket);
    return bucket.take(1, now);
  }

  #forget(now: number): void {
    this.#forgotAt = now;
    for (const [key, bucket] of this.#buckets) if (bucket.isFull(now)) this.#buckets.delete(key);
  }

  #makeRoom(): void {
    const [oldest] = this.#buckets.size >= MAX_REMEMBERED ? this.#buckets.keys() : [];
    if (oldest !== undefined) this.#buckets.delete(oldest);
  }
}

/** How many sockets each address has open. */
export class AddressSockets {
  readonly #cap: number;
  readonly #open = new Map<AddressKey, number>();

  constructor(cap: number) {
    this.#cap = cap;
  }

  /** Counts one more and answers what counts it off again, or `null` where that would be too many. */
  open(key: AddressKey): (() => void) | null {
    const count = this.#open.get(key) ?? 0;
    if (count >= this.#cap) return null;
    this.#open.set(key, count + 1);
    let isOpen = true;
    return () => {
      if (isOpen) this.#closed(key);
      isOpen = false;
    };
  }

  #closed(key: AddressKey): void {
    const count = (this.#open.get(key) ?? 1) - 1;
    if (count === 0) this.#open.delete(key);
    else this.#open.set(key, count);
  }
}
