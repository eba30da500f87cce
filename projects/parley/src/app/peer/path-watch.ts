import * as v from 'valibot';

/** Browsers differ in which of their statistics count bytes, so whatever counts is counted. */
const CountsSchema = v.object({
  bytesReceived: v.optional(v.number(), 0),
  requestsReceived: v.optional(v.number(), 0),
  responsesReceived: v.optional(v.number(), 0),
  timestamp: v.optional(v.number(), 0),
  lastPacketReceivedTimestamp: v.optional(v.number(), -Infinity),
});

/** The pair of candidates in use: named by the transport, or, in Firefox, marked itself. */
const PairSchema = v.object({
  selectedCandidatePairId: v.optional(v.string()),
  selected: v.optional(v.boolean()),
  localCandidateId: v.optional(v.string()),
  remoteCandidateId: v.optional(v.string()),
});
const CandidateSchema = v.object({ candidateType: v.string() });

/** What has arrived so far: media and data, and the checks of ICE, by all paths. */
interface Arrived {
  readonly bytes: number;
  readonly checks: number;
  /** How long ago the last packet of media came, as far as the browser says. */
  readonly ageMs: number;
}

/** Sound alone is four times as much. Reports about nothing, messages and the still picture of a screen are less. */
const FLOW_BYTES_A_MS = 1;
/** As many looks in a row at which so much had come make a flow. */
const FLOWING = 2;

/** Polls later than this are those of a page that was held up: they say nothing about the path. */
const LATE_MS = 2_000;

/**
 * Knows when something last arrived by a connection: media, data, or the checks that ICE sends both ways also where
 * everybody is muted. `connectionState` learns of a dead path only after seconds, of a dead browser after many.
 */
export class PathWatch {
  readonly #connection: RTCPeerConnection;
  #before: Arrived | null = null;
  /** Looks in a row, those at which nothing had come left out. */
  #flowing = 0;
  #polledAt: number;
  #heardAt: number;
  #relayed: boolean | null = null;

  constructor(connection: RTCPeerConnection, now: number) {
    this.#connection = connection;
    this.#polledAt = now;
    this.#heardAt = now;
  }

  /** Milliseconds of the clock of `poll`. */
  get heardAt(): number {
    return this.#heardAt;
  }

  /** No media came lately. */
  get quiet(): boolean {
    return this.#flowing < FLOWING;
  }

  /** The path goes by a relay of either side; `null` before there is one. */
  get relayed(): boolean | null {
    return this.#relayed;
  }

  /** Looks once; `now` reads the clock. */
  async poll(now: () => number): Promise<void> {
    const arrived = await this.#read();
    const at = now();
    const passed = at - this.#polledAt;
    const late = passed > LATE_MS;
    this.#polledAt = at;
    if (arrived === null) return;
    const { bytes, checks } = this.#before ?? { bytes: 0, checks: 0 };
    this.#before = arrived;
    if (late) this.#heardAt = at;
    if (arrived.bytes <= bytes && arrived.checks <= checks) return;
    // What came since the last look came when the browser says, or perhaps just now.
    this.#heardAt = !late && arrived.bytes > bytes && arrived.ageMs < passed ? at - arrived.ageMs : at;
    this.#flowing = arrived.bytes - bytes >= passed * FLOW_BYTES_A_MS ? this.#flowing + 1 : 0;
  }

  async #read(): Promise<Arrived | null> {
    try {
      const report = await this.#connection.getStats();
      this.#relayed = relayedIn(report);
      return arrivedOf(report);
    } catch {
      // Closed meanwhile.
      return null;
    }
  }
}

/** Pairs that are no longer there make the sums smaller, which is no news. */
function arrivedOf(report: RTCStatsReport): Arrived {
  let [bytes, checks, ageMs] = [0, 0, Infinity];
  for (const stats of report.values()) {
    const counts = v.safeParse(CountsSchema, stats);
    if (!counts.success) continue;
    bytes += counts.output.bytesReceived;
    checks += counts.output.requestsReceived + counts.output.responsesReceived;
    ageMs = Math.min(ageMs, counts.output.timestamp - counts.output.lastPacketReceivedTimestamp);
  }
  return { bytes, checks, ageMs: Math.max(0, ageMs) };
}

function relayedIn(report: RTCStatsReport): boolean | null {
  const pairOf = (stats: unknown) => {
    const read = v.safeParse(PairSchema, stats);
    return read.success ? read.output : null;
  };
  for (const stats of report.values()) {
    const named = pairOf(stats);
    const pair = named?.selected ? named : pairOf(report.get(named?.selectedCandidatePairId ?? ''));
    if (!pair) continue;
    return [pair.localCandidateId, pair.remoteCandidateId].some((id) => {
      const candidate = v.safeParse(CandidateSchema, report.get(id ?? ''));
      return candidate.success && candidate.output.candidateType === 'relay';
    });
  }
  return null;
}
