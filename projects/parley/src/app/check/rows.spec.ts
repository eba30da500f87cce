import { TestBed } from '@angular/core/testing';
import { TranslocoService } from '@jsverse/transloco';
import { provideI18nTesting } from '../core/testing/i18n-testing';
import { MEDIA_ERROR_CODES } from '../media/media-error';
import { type Findings, NO_FINDINGS } from './findings';
import { deviceRows, networkRows, type Row, type Words } from './rows';
import { ALL_WELL } from './testing/findings';

describe('the rows of the check', () => {
  let transloco: TranslocoService;

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [provideI18nTesting()] });
    transloco = TestBed.inject(TranslocoService);
  });

  const rows = (findings: Findings) => [...deviceRows(findings), ...networkRows(findings)];
  const say = ({ key, params, what }: Words): string => {
    expect(transloco.translate(key)).withContext('has words').not.toBe(key);
    const named: string = what === undefined ? '' : transloco.translate(what);
    return transloco.translate(key, { ...params, what: named });
  };
  const lines = (findings: Findings) =>
    rows(findings).map((row) => `${row.name} ${row.state}: ${say(row.words)}`);
  const row = (findings: Partial<Findings>, name: Row['name']) =>
    rows({ ...ALL_WELL, ...findings }).find((candidate) => candidate.name === name);

  it('say what was found', () => {
    expect(lines(ALL_WELL)).toEqual([
      'camera ok: Works.',
      'microphone ok: Works.',
      'speaker info: Play a tone and listen.',
      'server ok: Reached. It answers within 12 ms.',
      'direct ok: Possible, in your network and from outside.',
      'udp ok: Reached.',
      'tcp ok: Reached.',
      'tls info: This Parley does not offer it.',
      'quality ok: 32 ms there and back by the relay, 0 % lost.',
    ]);
  });

  it('wait, run, and are left out where something before them failed', () => {
    expect(rows(NO_FINDINGS).every(({ state }) => state === 'waiting')).toBeTrue();
    expect(rows({ ...NO_FINDINGS, phase: 'running' }).every(({ state }) => state === 'running')).toBeTrue();
    const unreachable: Findings = {
      ...NO_FINDINGS,
      phase: 'done',
      signaling: { kind: 'failed', code: 'signaling-unreachable' },
    };
    expect(networkRows(unreachable).map(({ state }) => state)).toEqual([
      'fail',
      'info',
      'info',
      'info',
      'info',
      'info',
    ]);
  });

  for (const code of MEDIA_ERROR_CODES) {
    it(`have words and a step for a device that is ${code}`, () => {
      for (const name of ['camera', 'microphone'] as const) {
        const found = row({ [name]: { kind: 'failed', code } }, name);
        if (!found?.step) throw new Error('no step');
        expect(say(found.words).toLowerCase()).toMatch(/camera|microphone/);
        expect(say(found.step)).not.toContain('{{');
      }
    });
  }

  it('warn of what makes a call worse', () => {
    expect(row({ microphone: { kind: 'silent' } }, 'microphone')?.state).toBe('warn');
    expect(row({ speaker: 'missing' }, 'speaker')?.state).toBe('warn');
    expect(row({ direct: false }, 'direct')?.state).toBe('warn');
    const none = { kind: 'failed', code: 'permission-denied' } as const;
    const hidden = {
      direct: false,
      relays: { udp: null, tcp: null, tls: null },
      camera: none,
      microphone: none,
      path: { kind: 'failed' },
    } as const;
    expect(row(hidden, 'direct')?.words.key).toBe('check.direct.hidden');
    expect(row(hidden, 'quality')?.state).toBe('info');
    expect(row({ candidates: { host: 1, srflx: 0 } }, 'direct')?.words.key).toBe('check.direct.near');
    expect(row({ relays: { udp: 'failed', tcp: null, tls: null } }, 'udp')?.state).toBe('warn');
    expect(row({ path: { kind: 'failed' } }, 'quality')?.state).toBe('warn');
  });
});
