import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideI18nTesting } from '../../core/testing/i18n-testing';
import type { Notice, NoticeKind } from '../notice';
import { Notices } from './notices';

const WORDS: Readonly<Record<NoticeKind, string>> = {
  joined: 'Ada joined.',
  left: 'Ada left.',
  removed: 'Ada was removed.',
  'not-removed': 'Ada could not be removed. Try again.',
  lost: 'Connection to Ada was lost.',
  sharing: 'Ada is sharing their screen.',
  'stopped-sharing': 'Ada stopped sharing.',
  host: 'Ada is the host now.',
  'self-host': 'You are the host now.',
  'microphone-ended': 'Your microphone was disconnected.',
  'microphone-blocked': 'Your browser no longer allows your microphone.',
  'microphone-paused': 'Your device holds your microphone back for now.',
  'camera-ended': 'Your camera was disconnected.',
  'camera-blocked': 'Your browser no longer allows your camera.',
  'camera-paused': 'Your device holds your camera back for now.',
};

describe('Notices', () => {
  let fixture: ComponentFixture<Notices>;

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [provideI18nTesting()] });
    fixture = TestBed.createComponent(Notices);
  });

  async function show(...notices: readonly Notice[]): Promise<void> {
    fixture.componentRef.setInput('notices', notices);
    await fixture.whenStable();
  }

  function element(): HTMLElement {
    return fixture.nativeElement as HTMLElement;
  }

  function lines(): HTMLElement[] {
    return [...element().querySelectorAll<HTMLElement>('.notice')];
  }

  for (const [kind, words] of Object.entries(WORDS)) {
    it(`says "${words}"`, async () => {
      await show({ id: 1, kind: kind as NoticeKind, name: 'Ada' });
      expect(element().querySelector('.text')?.textContent).toBe(words);
    });
  }

  it('is a polite live region before there is anything to say', async () => {
    await show();
    const region = element().querySelector('[role="status"]');
    expect(region?.ariaAtomic).toBe('false');
    expect(region?.textContent).toBe('');
  });

  it('keeps the line of a notice, so that it is read once', async () => {
    const [first, second] = [
      { id: 1, kind: 'joined', name: 'Ada' },
      { id: 2, kind: 'left', name: 'Ben' },
    ] as const;
    await show(first);
    const [line] = lines();
    await show(first, second);
    expect(lines()[0]).toBe(line);
    await show(second);
    expect(lines().map((each) => each.textContent.trim())).toEqual(['Ben left.']);
  });
});
