import { createEnvironmentInjector, EnvironmentInjector, runInInjectionContext } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { LinkifyIt } from 'linkify-it';
import { provideI18nTesting } from '../../core/testing/i18n-testing';
import { warmUpChat } from './chat-warm-up';
import { drawUnseenPage } from './unseen-page';

describe('warmUpChat', () => {
  let injector: EnvironmentInjector;

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [provideI18nTesting()] });
    injector = createEnvironmentInjector([], TestBed.inject(EnvironmentInjector));
  });

  it('waits until the page is idle, and is left with the call', () => {
    const idle = spyOn(globalThis, 'requestIdleCallback').and.returnValue(7);
    const cancel = spyOn(globalThis, 'cancelIdleCallback');
    runInInjectionContext(injector, warmUpChat);
    expect(idle).toHaveBeenCalledTimes(1);
    injector.destroy();
    expect(cancel).toHaveBeenCalledOnceWith(7);
  });

  it('draws messages that nobody sees', () => {
    const create = spyOn(document, 'createElement').and.callThrough();
    const look = spyOn(LinkifyIt.prototype, 'match').and.callThrough();
    drawUnseenPage(injector);
    const bubbles = create.calls.allArgs().filter(([name]) => name === 'app-chat-bubble');
    expect(bubbles.length).toBe(8);
    expect(look).withContext('looks for links, too').toHaveBeenCalled();
  });
});
