import { PathWatch } from './path-watch';

/** A connection of which nothing but its statistics is asked. */
class Statistics {
  #checks = 1;
  readonly transport = { type: 'transport', bytesReceived: 100, selectedCandidatePairId: 'p1' };
  readonly pairs: Record<string, object> = {
    p1: { type: 'candidate-pair', requestsReceived: 1, responsesReceived: 1 },
    p2: { type: 'candidate-pair', requestsReceived: 9, responsesReceived: 9 },
  };

  /** So many more arrive by the pair in use. */
  checks(more: number): void {
    this.#checks += more;
    this.pairs['p1'] = { type: 'candidate-pair', requestsReceived: this.#checks, responsesReceived: 1 };
  }

  getStats(): Promise<RTCStatsReport> {
    const all = new Map<string, object>([['t', { ...this.transport }], ...Object.entries(this.pairs)]);
    return Promise.resolve(all);
  }
}

describe('PathWatch', () => {
  let statistics: Statistics;
  let watch: PathWatch;
  let now: number;

  beforeEach(async () => {
    statistics = new Statistics();
    now = 1_000;
    watch = new PathWatch(statistics as unknown as RTCPeerConnection, now);
    await poll(0);
  });

  async function poll(after = 500): Promise<number> {
    now += after;
    await watch.poll(() => now);
    return watch.heardAt;
  }

  it('hears media and data', async () => {
    statistics.transport.bytesReceived += 1;
    expect(await poll()).toBe(1_500);
  });

  it('hears the checks of a path without media', async () => {
    statistics.pairs['p1'] = { type: 'candidate-pair', requestsReceived: 2, responsesReceived: 1 };
    expect(await poll()).toBe(1_500);
    statistics.pairs['p1'] = { type: 'candidate-pair', requestsReceived: 2, responsesReceived: 2 };
    expect(await poll()).toBe(2_000);
  });

  it('hears nothing where nothing came', async () => {
    await poll();
    expect(await poll()).toBe(1_000);
  });

  it('takes a pair that is given up for no news', async () => {
    delete statistics.pairs['p2'];
    expect(await poll()).toBe(1_000);
    statistics.pairs['p1'] = { type: 'candidate-pair', requestsReceived: 1, responsesReceived: 2 };
    expect(await poll()).toBe(2_000);
  });

  it('hears media of a browser that counts bytes of streams only', async () => {
    statistics.transport.bytesReceived = 0;
    statistics.pairs['rtp'] = { type: 'inbound-rtp', bytesReceived: 200 };
    expect(await poll()).toBe(1_500);
  });

  it('dates media by its last packet, and not by the look', async () => {
    const media = (bytesReceived: number, lastPacketReceivedTimestamp: number, timestamp: number): void => {
      statistics.pairs['rtp'] = { bytesReceived, lastPacketReceivedTimestamp, timestamp };
    };
    media(200, 70_000, 70_300);
    expect(await poll()).toBe(1_200);
    // A message, long after the last picture.
    media(200, 70_000, 70_800);
    statistics.transport.bytesReceived += 1;
    expect(await poll()).toBe(2_000);
  });

  it('tells a flow from reports, from a message now and then, and from checks alone', async () => {
    const seen: boolean[] = [];
    for (const [bytes, checks] of [
      [500, 0],
      [0, 1],
      [900, 0],
      [900, 1],
      [0, 0],
      [499, 1],
    ] as const) {
      statistics.transport.bytesReceived += bytes;
      statistics.checks(checks);
      await poll();
      seen.push(watch.quiet);
    }
    expect(seen).toEqual([false, true, true, false, false, true]);
  });

  it('blames no path for a page that slept', async () => {
    await poll();
    expect(await poll(20_000)).toBe(21_500);
    expect(await poll()).toBe(21_500);
  });

  describe('relayed', () => {
    const pair = { type: 'candidate-pair', localCandidateId: 'mine', remoteCandidateId: 'theirs' };

    async function relayed(mine: string, theirs: string, selected: object = {}): Promise<boolean | null> {
      statistics.pairs['p1'] = { ...pair, ...selected };
      statistics.pairs['mine'] = { type: 'local-candidate', candidateType: mine };
      statistics.pairs['theirs'] = { type: 'remote-candidate', candidateType: theirs };
      await poll();
      return watch.relayed;
    }

    it('is not known before there is a path', async () => {
      statistics.transport.selectedCandidatePairId = '';
      await poll();
      expect(watch.relayed).toBeNull();
    });

    it('is the path of either side, by the pair the transport names', async () => {
      expect(await relayed('relay', 'srflx')).toBeTrue();
      expect(await relayed('host', 'relay')).toBeTrue();
      expect(await relayed('host', 'prflx')).toBeFalse();
    });

    it('knows the pair of Firefox, which is marked itself', async () => {
      statistics.transport.selectedCandidatePairId = '';
      expect(await relayed('relay', 'host', { selected: true })).toBeTrue();
      expect(await relayed('host', 'host', { selected: true })).toBeFalse();
    });
  });
});
