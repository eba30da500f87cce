import { TestBed } from '@angular/core/testing';
import { TranslocoService } from '@jsverse/transloco';
import { ERROR_CODES } from '@parley/protocol';
import { provideI18nTesting } from '../../core/testing/i18n-testing';
import { joinAdvice } from './join-advice';

describe('joinAdvice', () => {
  it('has words for whatever can go wrong', () => {
    TestBed.configureTestingModule({ providers: [provideI18nTesting()] });
    const transloco = TestBed.inject(TranslocoService);
    for (const code of [...ERROR_CODES, 'signaling-unreachable', 'signaling-timeout', 'new-code']) {
      const { words } = joinAdvice(code);
      for (const part of ['title', 'step']) {
        const key = `errors.join.${words}.${part}`;
        expect(transloco.translate(key)).not.toBe(key);
      }
    }
  });

  it('keeps what an engineer may tell apart from what a person must', () => {
    expect(joinAdvice('bad-request').words).toBe('internal');
    expect(joinAdvice('signaling-timeout').words).toBe('signaling-unreachable');
  });

  it('leads on where Join cannot help', () => {
    expect(joinAdvice('room-full').wayOn).toBe('home');
    expect(joinAdvice('room-name-invalid').wayOn).toBe('home');
    expect(joinAdvice('version-mismatch').wayOn).toBe('reload');
    expect(joinAdvice('signaling-unreachable').wayOn).toBeNull();
  });

  it('blames the connection only where it may be to blame', () => {
    for (const code of ['signaling-unreachable', 'signaling-timeout', 'unavailable', 'bad-request']) {
      expect(joinAdvice(code).checkable).withContext(code).toBeTrue();
    }
    for (const code of ['room-full', 'name-invalid', 'room-name-invalid', 'version-mismatch']) {
      expect(joinAdvice(code).checkable).withContext(code).toBeFalse();
    }
  });
});
