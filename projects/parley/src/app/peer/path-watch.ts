import * as v from 'valibot';

const TransportSchema = v.object({
  type: v.literal('transport'),
  bytesReceived: v.optional(v.number(), 0),
  selectedCandidatePairId: v.optional(v.string()),
});
const PairSchema = v.object({
  type: v.literal('candidate-pair'),
  requestsReceived: v.optional(v.number(), 0),
  responsesReceived: v.optional(v.number(), 0),
});

/** What has arrived so far by the path in use. */
interface Arrived {
  readonly pair: string | undefined;
  readonly bytes: number;
  readonly checks: number;
}

/** Polls later than this are those of a page that was held up: they say nothing about the path. */
const LATE_MS = 2_000;

/**
 * Knows when something last arrived by a connection: media, data, or the checks that ICE sends both ways also where
 * everybody is muted. `connectionState` learns of a dead path only after seconds, of a dead browser after many.
 */
export class PathWatch {
  readonly #connection: RTCPeerConnection;
  #before: Arrived | null = null;
  #polledAt: number;
  #heardAt: number;

  constructor(connection: RTCPeerConnection, now: number) {
    this.#connection = connection;
    this.#polledAt = now;
    this.#heardAt = now;
  }

  /** Milliseconds of the clock of `poll`. */
  get heardAt(): number {
    return this.#heardAt;
  }

  /** Looks once; `now` reads the clock. */
  async poll(now: () => number): Promise<void> {
    const arrived = await this.#read();
    const at = now();
    const late = at - this.#polledAt > LATE_MS;
    this.#polledAt = at;
    if (arrived === null) return;
    if (late || isMore(this.#before, arrived)) this.#heardAt = at;
    this.#before = arrived;
  }

  async #read(): Promise<Arrived | null> {
    try {
      return arrivedOf(await this.#connection.getStats());
    } catch {
      // Closed meanwhile.
      return null;
    }
  }
}

function arrivedOf(report: RTCStatsReport): Arrived | null {
  for (const stats of report.values()) {
    const transport = v.safeParse(TransportSchema, stats);
    if (!transport.success) continue;
    const { selectedCandidatePairId: pair, bytesReceived: bytes } = transport.output;
    const selected = v.safeParse(PairSchema, pair === undefined ? null : report.get(pair));
    const checks = selected.success
      ? selected.output.requestsReceived + selected.output.responsesReceived
      : 0;
    return { pair, bytes, checks };
  }
  return null;
}

/** Checks of another pair are counted on their own: a change of pairs alone is no news. */
function isMore(before: Arrived | null, { pair, bytes, checks }: Arrived): boolean {
  if (before === null) return bytes > 0;
  return bytes > before.bytes || (pair === before.pair && checks > before.checks);
}
