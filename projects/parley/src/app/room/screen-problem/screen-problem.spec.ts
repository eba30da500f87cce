import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { NAVIGATOR } from '../../core/browser-apis';
import { provideI18nTesting } from '../../core/testing/i18n-testing';
import type { SourceState } from '../../media/local-media';
import { ScreenProblem } from './screen-problem';

describe('ScreenProblem', () => {
  let fixture: ComponentFixture<ScreenProblem>;
  let host: HTMLElement;

  beforeEach(() => {
    const userAgent = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Chrome/140.0.0.0 Safari/537.36';
    TestBed.configureTestingModule({
      providers: [
        provideI18nTesting(),
        { provide: NAVIGATOR, useValue: { userAgent, platform: 'MacIntel', maxTouchPoints: 0 } },
      ],
    });
    fixture = TestBed.createComponent(ScreenProblem);
    host = fixture.nativeElement as HTMLElement;
  });

  async function show(screen: SourceState): Promise<string> {
    fixture.componentRef.setInput('screen', screen);
    await fixture.whenStable();
    return host.querySelector('[role=alert]')?.textContent ?? '';
  }

  it('has nothing to say while nothing failed', async () => {
    for (const kind of ['off', 'starting'] as const) expect(await show({ kind })).toBe('');
    expect(host.textContent).toBe('');
  });

  it('says what it is and what to do', async () => {
    const words = await show({ kind: 'failed', code: 'blocked-by-system' });
    expect(words).toContain('Your system blocks screen sharing');
    expect(words).toContain('allow screen recording for your browser');
  });

  it('tries again, or is put away', async () => {
    await show({ kind: 'failed', code: 'unknown' });
    const asked: string[] = [];
    fixture.componentInstance.again.subscribe(() => asked.push('again'));
    fixture.componentInstance.closed.subscribe(() => asked.push('closed'));
    for (const button of host.querySelectorAll('button')) button.click();
    expect(asked).toEqual(['again', 'closed']);
  });

  it('promises nothing where the browser cannot share', async () => {
    await show({ kind: 'failed', code: 'unsupported' });
    expect([...host.querySelectorAll('button')].map((button) => button.textContent.trim())).toEqual([
      'Close',
    ]);
  });
});
