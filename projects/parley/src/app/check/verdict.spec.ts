import { TestBed } from '@angular/core/testing';
import { TranslocoService } from '@jsverse/transloco';
import { provideI18nTesting } from '../core/testing/i18n-testing';
import { type Findings, NO_FINDINGS } from './findings';
import { ALL_WELL } from './testing/findings';
import { type VerdictWords, verdictOf } from './verdict';

const denied = { kind: 'failed', code: 'permission-denied' } as const;
const slow = { kind: 'measured', via: 'relay', roundTripMs: 900, lossPercent: 0 } as const;

/** Each with everything below it wrong as well: what matters more is said. */
const CASES: readonly [what: string, findings: Partial<Findings>, VerdictWords][] = [
  ['before it began', { phase: 'idle' }, 'idle'],
  ['while it runs', { phase: 'running' }, 'running'],
  ['nothing is wrong', {}, 'ok'],
  ['no network', { online: false, signaling: null, camera: denied, microphone: denied }, 'offline'],
  [
    'no answer',
    { signaling: { kind: 'failed', code: 'signaling-unreachable' }, camera: denied, direct: null },
    'unreachable',
  ],
  ['an old page', { signaling: { kind: 'failed', code: 'version-mismatch' } }, 'outdated'],
  [
    'no way to anybody',
    { direct: false, relays: { udp: 'failed', tcp: 'failed', tls: 'failed' }, camera: denied },
    'blocked',
  ],
  [
    'a way that the browser hides until a device is allowed',
    {
      direct: false,
      relays: { udp: 'not-offered', tcp: 'not-offered', tls: 'not-offered' },
      path: { kind: 'failed' },
      camera: denied,
      microphone: denied,
    },
    'unseenUnheard',
  ],
  ['neither device', { camera: denied, microphone: denied, path: slow }, 'unseenUnheard'],
  ['no microphone', { microphone: denied, path: slow }, 'unheard'],
  ['no camera', { camera: denied, microphone: { kind: 'silent' }, path: slow }, 'unseen'],
  ['a silent microphone', { microphone: { kind: 'silent' }, path: slow }, 'silent'],
  [
    'relays that are closed',
    { relays: { udp: 'failed', tcp: 'failed', tls: 'not-offered' }, path: slow },
    'relayClosed',
  ],
  ['a slow path', { path: slow }, 'weak'],
  ['a path that loses', { path: { ...slow, roundTripMs: 20, lossPercent: 8 } }, 'weak'],
  ['a path that could not be measured', { path: { kind: 'failed' } }, 'weak'],
  ['only a relay', { direct: false }, 'ok'],
  ['one relay of three', { relays: { udp: 'failed', tcp: 'reached', tls: 'failed' } }, 'ok'],
  ['no relay at all', { relays: { udp: 'not-offered', tcp: 'not-offered', tls: 'not-offered' } }, 'ok'],
];

describe('verdictOf', () => {
  for (const [what, findings, words] of CASES) {
    it(`says "${words}" for ${what}, in words`, () => {
      expect(verdictOf({ ...ALL_WELL, ...findings }).words).toBe(words);
      TestBed.configureTestingModule({ providers: [provideI18nTesting()] });
      const transloco = TestBed.inject(TranslocoService);
      for (const part of ['title', 'step']) {
        const key = `check.verdict.${words}.${part}`;
        expect(transloco.translate(key)).not.toBe(key);
      }
    });
  }

  it('is alarmed only where a call would not work', () => {
    expect(verdictOf(NO_FINDINGS).tone).toBe('info');
    expect(verdictOf(ALL_WELL).tone).toBe('good');
    expect(verdictOf({ ...ALL_WELL, camera: denied }).tone).toBe('warning');
    expect(verdictOf({ ...ALL_WELL, microphone: denied }).tone).toBe('error');
  });
});
