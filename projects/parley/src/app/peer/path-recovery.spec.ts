import { PathRecovery } from './path-recovery';
import { OK, type PathState } from './recovery-policy';

/** ICE looks at the path that often, both ways. */
const CHECK_EVERY_MS = 2_500;
/** Ends longer before the next check than media may pause. */
const TALK_MS = 4_200;
const STEP_MS = 50;
/** Sound alone. */
const BYTES_A_MS = 4;

describe('PathRecovery', () => {
  let connection: RTCPeerConnection;
  let recovery: PathRecovery;
  let now: number;
  let arrived: { bytes: number; checks: number };
  let sends: boolean;
  let states: PathState['kind'][];
  let signals: number;

  beforeEach(() => {
    jasmine.clock().install();
    now = 1_000;
    arrived = { bytes: 0, checks: 0 };
    sends = true;
    states = [];
    signals = 0;
    spyOn(performance, 'now').and.callFake(() => now);
    connection = new RTCPeerConnection();
    spyOn(connection, 'getStats').and.callFake(() => Promise.resolve(statistics()));
    recovery = new PathRecovery({
      connection,
      connectionId: 'mc_1',
      outgoing: false,
      sends: () => sends,
      port: () => ({
        iceServers: () => Promise.resolve([]),
        send: () => {
          signals += 1;
          return Promise.resolve();
        },
      }),
      state: OK,
      changed: ({ kind }) => states.push(kind),
    });
  });
  afterEach(() => {
    recovery.close();
    connection.close();
    jasmine.clock().uninstall();
  });

  function statistics(): RTCStatsReport {
    const { bytes, checks } = arrived;
    const pair = { type: 'candidate-pair', requestsReceived: checks, responsesReceived: checks };
    return new Map<string, object>([
      ['transport', { type: 'transport', bytesReceived: bytes }],
      ['pair', pair],
    ]);
  }

  /** So much time goes by, in which media, checks of the path, both or nothing arrive. */
  async function pass(ms: number, what: { media?: true; checks?: true }): Promise<void> {
    for (const end = now + ms; now < end;) {
      now += STEP_MS;
      if (what.media) arrived.bytes += STEP_MS * BYTES_A_MS;
      if (what.checks && now % CHECK_EVERY_MS === 0) arrived.checks += 1;
      jasmine.clock().tick(STEP_MS);
      await settled();
    }
  }

  it('takes somebody who turned microphone and camera off for quiet, not for lost', async () => {
    await pass(TALK_MS, { media: true, checks: true });
    sends = false;
    await pass(180_000, { checks: true });
    expect(states).toEqual([]);
    expect(signals).toBe(0);
  });

  it('finds the path dead when media stop that should come', async () => {
    await pass(TALK_MS, { media: true, checks: true });
    await pass(2_000, {});
    expect(states[0]).toBe('weak');
  });

  it('finds the path of somebody quiet dead when the checks stop too', async () => {
    await pass(TALK_MS, { media: true, checks: true });
    sends = false;
    await pass(9_000, {});
    expect(states).toEqual(['weak', 'restarting']);
    expect(signals).toBeGreaterThan(0);
  });
});

/** What hangs from promises that are kept already has happened. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 8; turn += 1) await Promise.resolve();
}
