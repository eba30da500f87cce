import { EnvironmentInjector } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideI18nTesting } from '../../core/testing/i18n-testing';
import { idOf } from '../../core/testing/participant-id';
import { warmUpChat } from './chat-warm-up';

describe('warmUpChat', () => {
  it('draws messages when the page is idle', () => {
    TestBed.configureTestingModule({ providers: [provideI18nTesting()] });
    const idle = spyOn(globalThis, 'requestIdleCallback').and.returnValue(1);
    const create = spyOn(document, 'createElement').and.callThrough();
    const bubbles = (): number =>
      create.calls.allArgs().filter(([name]) => name === 'app-chat-bubble').length;

    const cancel = spyOn(globalThis, 'cancelIdleCallback');

    const leave = warmUpChat(TestBed.inject(EnvironmentInjector), idOf(1));
    expect(bubbles()).toBe(0);
    idle.calls.mostRecent().args[0]({ didTimeout: false, timeRemaining: () => 50 });
    expect(bubbles()).toBe(12);
    leave();
    expect(cancel).toHaveBeenCalledOnceWith(1);
  });
});
