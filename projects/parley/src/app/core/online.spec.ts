import { TestBed } from '@angular/core/testing';
import { NAVIGATOR, WINDOW } from './browser-apis';
import { Online } from './online';

describe('Online', () => {
  it('follows the browser', () => {
    const window = new EventTarget();
    const navigator = { onLine: false };
    TestBed.configureTestingModule({
      providers: [
        { provide: WINDOW, useValue: window },
        { provide: NAVIGATOR, useValue: navigator },
      ],
    });
    const seen: boolean[] = [];
    TestBed.inject(Online).online$.subscribe((online) => seen.push(online));
    navigator.onLine = true;
    window.dispatchEvent(new Event('online'));
    navigator.onLine = false;
    window.dispatchEvent(new Event('offline'));
    expect(seen).toEqual([false, true, false]);
  });
});
