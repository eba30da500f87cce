import { DOCUMENT, Injector } from '@angular/core';
import { CLOCK, WINDOW } from './browser-apis';
import { WakeUps } from './wake-ups';

class FakeDocument extends EventTarget {
  visibilityState: DocumentVisibilityState = 'visible';
}

describe('WakeUps', () => {
  let page: FakeDocument;
  let window: EventTarget;
  let now: number;
  let seen: string[];
  let clock: jasmine.Clock;

  beforeEach(() => {
    clock = jasmine.clock().install();
    clock.mockDate(new Date(2026, 0, 1));
    page = new FakeDocument();
    window = new EventTarget();
    now = 0;
    seen = [];
    const wakeUps = Injector.create({
      providers: [
        { provide: DOCUMENT, useValue: page },
        { provide: WINDOW, useValue: window },
        { provide: CLOCK, useValue: () => now },
        { provide: WakeUps },
      ],
    }).get(WakeUps);
    wakeUps.returned$.subscribe(() => seen.push('returned'));
    wakeUps.woke$.subscribe(() => seen.push('woke'));
  });

  afterEach(() => clock.uninstall());

  function change(visibility: DocumentVisibilityState): void {
    page.visibilityState = visibility;
    page.dispatchEvent(new Event('visibilitychange'));
  }

  it('tells of a page that is looked at again, once', () => {
    change('hidden');
    expect(seen).toEqual([]);
    change('visible');
    page.dispatchEvent(new Event('resume'));
    expect(seen.sort()).toEqual(['returned', 'woke']);
    clock.tick(1_000);
    change('visible');
    expect(seen.length).toBe(4);
  });

  it('tells of a page that goes on unseen, and of a network that is back', () => {
    page.visibilityState = 'hidden';
    page.dispatchEvent(new Event('resume'));
    expect(seen).toEqual(['woke']);
    clock.tick(1_000);
    window.dispatchEvent(new Event('online'));
    expect(seen).toEqual(['woke', 'woke']);
  });

  it('notices that the machine slept, and takes late timers for late', () => {
    clock.tick(2_000);
    now += 5_000;
    clock.tick(2_000);
    expect(seen).toEqual([]);
    now += 60_000;
    clock.tick(2_000);
    expect(seen).toEqual(['woke']);
  });
});
