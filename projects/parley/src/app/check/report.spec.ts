import { NO_FINDINGS } from './findings';
import { reportOf } from './report';
import { ALL_WELL } from './testing/findings';

const TIME = Date.UTC(2026, 10, 27, 9, 5);

describe('reportOf', () => {
  it('says everything that was found, the same in every language', () => {
    expect(reportOf(ALL_WELL, TIME)).toBe(
      `Parley connection check
time: 2026-11-27T09:05Z
verdict: ok
online: yes
camera: works
microphone: works
speaker: there
signaling: reached, 12 ms
candidates: host 2, srflx 1
direct: connected
relay udp: reached
relay tcp: reached
relay tls: not-offered
path: relay, 32 ms, 0 % lost`,
    );
  });

  it('says why something failed, and what was not looked at', () => {
    const report = reportOf(
      {
        ...NO_FINDINGS,
        phase: 'done',
        camera: { kind: 'failed', code: 'in-use' },
        signaling: { kind: 'failed', code: 'signaling-unreachable' },
      },
      TIME,
    );
    expect(report).toContain('verdict: unreachable');
    expect(report).toContain('camera: failed, in-use');
    expect(report).toContain('signaling: failed, signaling-unreachable');
    expect(report).toContain('relay tcp: not checked');
  });
});
