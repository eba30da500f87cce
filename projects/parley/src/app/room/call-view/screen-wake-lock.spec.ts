import { Injector } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { NAVIGATOR } from '../../core/browser-apis';
import { ScreenWakeLock } from './screen-wake-lock';

describe('ScreenWakeLock', () => {
  let release: jasmine.Spy<() => Promise<void>>;
  let request: jasmine.Spy<() => Promise<{ release: () => Promise<void> }>>;

  beforeEach(() => {
    release = jasmine.createSpy('release').and.resolveTo();
    request = jasmine.createSpy('request').and.resolveTo({ release });
  });

  function lock(navigator: object): { end: () => void } {
    const injector = Injector.create({
      parent: TestBed.inject(Injector),
      providers: [{ provide: NAVIGATOR, useValue: navigator }, { provide: ScreenWakeLock }],
    });
    injector.get(ScreenWakeLock);
    return { end: () => injector.destroy() };
  }

  it('keeps the screen on, and again when the page comes back', async () => {
    const { end } = lock({ wakeLock: { request } });
    document.dispatchEvent(new Event('visibilitychange'));
    await Promise.resolve();
    expect(request.calls.allArgs()).toEqual([['screen'], ['screen']] as never);
    end();
    expect(release).toHaveBeenCalled();
  });

  it('lets go of a lock that comes after the call', async () => {
    const { end } = lock({ wakeLock: { request } });
    end();
    await Promise.resolve();
    expect(release).toHaveBeenCalledTimes(1);
  });

  it('does without where the browser has none or refuses', async () => {
    lock({}).end();
    request.and.rejectWith(new DOMException('', 'NotAllowedError'));
    const { end } = lock({ wakeLock: { request } });
    await Promise.resolve();
    end();
    expect(release).not.toHaveBeenCalled();
  });
});
