import { TestBed } from '@angular/core/testing';
import { TranslocoService } from '@jsverse/transloco';
import { provideI18nTesting } from '../../core/testing/i18n-testing';
import { type LocalMedia, NO_MEDIA } from '../../media/local-media';
import { MEDIA_ERROR_CODES, type MediaErrorCode } from '../../media/media-error';
import { canRetry, mediaProblems, stepFor } from './media-advice';

function failing(camera: MediaErrorCode | null, microphone: MediaErrorCode | null): LocalMedia {
  const state = (code: MediaErrorCode | null) =>
    code === null ? ({ kind: 'off' } as const) : ({ kind: 'failed', code } as const);
  return { ...NO_MEDIA, camera: state(camera), microphone: state(microphone) };
}

const AGENTS = [
  'Windows NT 10.0 Chrome/156 Safari/537',
  'Linux; Android 10 Chrome/156 Safari/537',
  'Firefox/150.0',
  'Macintosh Version/18 Safari/605',
  'iPhone Version/18 Safari/604',
  'iPhone CriOS/156 Safari/604',
  'Lynx',
];

describe('mediaProblems', () => {
  it('is one problem for both where the cause is one', () => {
    expect(mediaProblems(failing('permission-denied', 'permission-denied'))).toEqual([
      { concern: 'both', code: 'permission-denied' },
    ]);
  });

  it('keeps different causes apart, the camera first', () => {
    expect(mediaProblems(failing('in-use', 'not-found'))).toEqual([
      { concern: 'camera', code: 'in-use' },
      { concern: 'microphone', code: 'not-found' },
    ]);
    expect(mediaProblems(failing(null, 'ended')).map(({ concern }) => concern)).toEqual(['microphone']);
    expect(mediaProblems(NO_MEDIA)).toEqual([]);
  });
});

describe('words of advice', () => {
  for (const code of MEDIA_ERROR_CODES) {
    it(`are there for ${code} in every browser and for every concern`, () => {
      TestBed.configureTestingModule({ providers: [provideI18nTesting()] });
      const words = TestBed.inject(TranslocoService);
      const keys = [
        ...AGENTS.map((userAgent) => `step.${stepFor(code, { userAgent, maxTouchPoints: 0 })}`),
        ...['camera', 'microphone', 'both', 'screen'].map((concern) => `title.${concern}`),
      ].map((key) => `errors.media.${code}.${key}`);
      for (const key of keys) expect(words.translate(key)).not.toBe(key);
    });
  }

  it('differ by browser where the browser keeps the permission', () => {
    const steps = AGENTS.map((userAgent) => stepFor('permission-denied', { userAgent, maxTouchPoints: 0 }));
    expect(new Set(steps).size).toBe(AGENTS.length);
  });

  it('offer no second try where it cannot help', () => {
    expect(MEDIA_ERROR_CODES.filter((code) => !canRetry(code))).toEqual(['insecure-context', 'unsupported']);
  });
});
