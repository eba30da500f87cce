import { LOST_MS, OK, type PathSigns, type PathState, nextPath, withoutCall } from './recovery-policy';

/** Something arrived just now, the way to the other side is open, and we made the call. */
const FINE: PathSigns = {
  now: 100_000,
  heardAt: 100_000,
  quiet: false,
  agreedAt: -Infinity,
  failed: false,
  canSignal: true,
  first: true,
};
const silent = (ms: number, more: Partial<PathSigns> = {}): PathSigns => ({
  ...FINE,
  heardAt: FINE.now - ms,
  ...more,
});
const { now } = FINE;
const weak = (ms = 0): PathState => ({ kind: 'weak', since: now - ms });
const restarting = (attempt: number, ms: number, since = now - 10_000): PathState => ({
  kind: 'restarting',
  since,
  attempt,
  startedAt: now - ms,
});
const rebuilding = { kind: 'rebuilding', since: now - 20_000 } as const;
const lost = { kind: 'lost', since: now - LOST_MS, triedAt: now } as const;

describe('nextPath', () => {
  const table: readonly (readonly [what: string, from: PathState, signs: PathSigns, to: PathState])[] = [
    ['all is well', OK, FINE, OK],
    ['a pause', OK, silent(1_499), OK],
    ['nothing heard', OK, silent(1_500), weak()],
    ['a pause as between two checks, of which one got lost', OK, silent(5_700, { quiet: true }), OK],
    ['nothing heard of somebody who sends nothing', OK, silent(5_800, { quiet: true }), weak()],
    ['the connection gave up', OK, { ...FINE, failed: true }, weak()],
    ['heard again', weak(5_000), FINE, OK],
    ['who called restarts soon', weak(300), silent(3_000), restarting(1, 0, now - 300)],
    ['who was called waits longer', weak(1_700), silent(4_300, { first: false }), weak(1_700)],
    ['and restarts too', weak(1_800), silent(4_400, { first: false }), restarting(1, 0, now - 1_800)],
    [
      'who lost signaling too waits for that alone',
      weak(100),
      silent(2_100, { canSignal: false, first: false }),
      restarting(0, 0, now - 100),
    ],
    ['a restart has its time', restarting(1, 3_999), silent(10_000), restarting(1, 3_999)],
    ['and is followed by another', restarting(1, 4_000), silent(10_000), restarting(2, 0)],
    ['three are enough', restarting(3, 4_000), silent(15_000), { kind: 'rebuilding', since: now - 10_000 }],
    [
      'what cannot arrive does not count',
      restarting(3, 1_000),
      silent(15_000, { canSignal: false }),
      restarting(0, 1_000),
    ],
    [
      'nor does it change the words while it waits',
      restarting(0, 60_000),
      silent(75_000, { canSignal: false }),
      restarting(0, 60_000),
    ],
    ['and begins when it can arrive', restarting(0, 500), silent(15_000), restarting(1, 0)],
    [
      'what the other side began has its time',
      weak(5_000),
      silent(8_000, { agreedAt: now - 3_999 }),
      weak(5_000),
    ],
    [
      'also after a restart of ours',
      restarting(1, 5_000),
      silent(8_000, { agreedAt: now - 3_999 }),
      restarting(1, 5_000),
    ],
    [
      'and no more than that',
      restarting(1, 5_000),
      silent(8_000, { agreedAt: now - 4_000 }),
      restarting(2, 0),
    ],
    ['a restart that helps', restarting(2, 500), FINE, OK],
    ['a rebuild that helps', rebuilding, FINE, OK],
    ['a rebuild goes on', rebuilding, silent(25_000), rebuilding],
    ['two minutes', { ...rebuilding, since: now - LOST_MS }, silent(LOST_MS), lost],
    ['two minutes without signaling', weak(LOST_MS), silent(LOST_MS, { canSignal: false }), lost],
    ['lost, as long as nothing is heard', lost, silent(LOST_MS + 60_000), lost],
    ['the lost are looked for now and then', { ...lost, triedAt: now - 15_000 }, silent(LOST_MS), lost],
    [
      'but not where nobody can be asked',
      { ...lost, triedAt: now - 15_000 },
      silent(LOST_MS, { canSignal: false }),
      { ...lost, triedAt: now - 15_000 },
    ],
    ['even the lost are found', lost, FINE, OK],
  ];
  for (const [what, from, signs, to] of table) {
    it(what, () => expect(nextPath(from, signs)).toEqual(to));
  }

  it('is the same object where nothing changes', () => {
    for (const [, from, signs, to] of table) {
      if (JSON.stringify(from) === JSON.stringify(to)) expect(nextPath(from, signs)).toBe(from);
    }
  });
});

describe('withoutCall', () => {
  it('begins to rebuild, and remembers since when there is trouble', () => {
    expect(withoutCall(OK, now)).toEqual({ kind: 'rebuilding', since: now });
    expect(withoutCall(weak(5_000), now)).toEqual({ kind: 'rebuilding', since: now - 5_000 });
    expect(withoutCall(weak(LOST_MS), now)).toEqual(lost);
  });
});
