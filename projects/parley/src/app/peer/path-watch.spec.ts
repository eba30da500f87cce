import { PathWatch } from './path-watch';

/** A connection of which nothing but its statistics is asked. */
class Statistics {
  readonly transport = { type: 'transport', bytesReceived: 100, selectedCandidatePairId: 'p1' };
  readonly pairs: Record<string, object> = {
    p1: { type: 'candidate-pair', requestsReceived: 1, responsesReceived: 1 },
    p2: { type: 'candidate-pair', requestsReceived: 9, responsesReceived: 9 },
  };

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

  it('takes a change of pairs for no news', async () => {
    statistics.transport.selectedCandidatePairId = 'p2';
    expect(await poll()).toBe(1_000);
  });

  it('blames no path for a page that slept', async () => {
    await poll();
    expect(await poll(20_000)).toBe(21_500);
    expect(await poll()).toBe(21_500);
  });
});
