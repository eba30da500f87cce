/** What came back of a row of pings. */
export interface PingSummary {
  /** The median; 0 where nothing came back. */
  readonly roundTripMs: number;
  /** 0 to 100. */
  readonly lossPercent: number;
}

/** Counts pings that were sent and those that came back, each once. Times are milliseconds of any one clock. */
export class Pings {
  readonly #sent = new Map<string, number>();
  readonly #roundTrips: number[] = [];
  #count = 0;

  /** The text of the next ping, sent at `now`. */
  next(now: number): string {
    const text = String((this.#count += 1));
    this.#sent.set(text, now);
    return text;
  }

  echoed(text: string, now: number): void {
    const sentAt = this.#sent.get(text);
    if (sentAt === undefined) return;
    this.#sent.delete(text);
    this.#roundTrips.push(now - sentAt);
  }

  /** Nothing that was sent is still on its way. */
  get complete(): boolean {
    return this.#sent.size === 0;
  }

  get summary(): PingSummary {
    const sorted = this.#roundTrips.toSorted((a, b) => a - b);
    return {
      roundTripMs: sorted[Math.floor(sorted.length / 2)] ?? 0,
      lossPercent: this.#count === 0 ? 0 : (100 * this.#sent.size) / this.#count,
    };
  }
}
