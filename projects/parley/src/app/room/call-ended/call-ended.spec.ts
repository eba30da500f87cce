import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideI18nTesting } from '../../core/testing/i18n-testing';
import { CallEnded } from './call-ended';
import type { EndedReason } from './ended-reason';

describe('CallEnded', () => {
  let fixture: ComponentFixture<CallEnded>;
  let host: HTMLElement;

  async function show(reason: EndedReason): Promise<void> {
    TestBed.configureTestingModule({ providers: [provideI18nTesting()] });
    fixture = TestBed.createComponent(CallEnded);
    fixture.componentRef.setInput('reason', reason);
    host = fixture.nativeElement as HTMLElement;
    document.body.append(host);
    await fixture.whenStable();
  }

  const reasons: readonly (readonly [EndedReason, string, string])[] = [
    ['left', 'You left', 'Join again'],
    ['refused', 'You are no longer in the room', 'Try again'],
    ['elsewhere', 'This call goes on in another tab', 'Take it back here'],
  ];
  for (const [reason, title, again] of reasons) {
    it(`says what happened and the ways on: ${reason}`, async () => {
      await show(reason);
      expect(host.querySelector('h1')?.textContent).toBe(title);
      const buttons = [...host.querySelectorAll('button')];
      expect(buttons.map((button) => button.textContent.trim())).toEqual([again, 'Home']);
      const asked: string[] = [];
      fixture.componentInstance.rejoin.subscribe(() => asked.push('rejoin'));
      fixture.componentInstance.home.subscribe(() => asked.push('home'));
      for (const button of buttons) button.click();
      expect(asked).toEqual(['rejoin', 'home']);
    });
  }

  it('says that the host removed us, and leads home only', async () => {
    await show('removed');
    expect(host.querySelector('h1')?.textContent).toBe('You were removed');
    expect(host.querySelector('p')?.textContent).toContain('The host removed you from this meeting.');
    const buttons = [...host.querySelectorAll('button')];
    expect(buttons.map((button) => button.textContent.trim())).toEqual(['Home']);
    const home = jasmine.createSpy('home');
    fixture.componentInstance.home.subscribe(home);
    buttons[0]?.click();
    expect(home).toHaveBeenCalledTimes(1);
  });

  it('gives the focus to what happened', async () => {
    await show('left');
    expect(document.activeElement).toBe(host.querySelector('h1'));
  });

  it('draws a picture nobody has to look at', async () => {
    await show('left');
    expect(host.querySelector('app-ended-scene')?.ariaHidden).toBe('true');
  });
});
