import { Location } from '@angular/common';
import { TestBed } from '@angular/core/testing';
import { type Event as RouterEvent, NavigationError, NavigationStart, Router } from '@angular/router';
import { Subject } from 'rxjs';
import { WINDOW } from './browser-apis';
import { PageLoad } from './page-load';

const ORIGIN = 'https://meet.example';

describe('PageLoad', () => {
  let events$: Subject<RouterEvent>;
  let navigated: boolean;
  let location: { href: string; assign: (url: string) => void; reload: () => void };
  let happened: string[];
  let page: PageLoad;

  beforeEach(() => {
    events$ = new Subject();
    navigated = false;
    happened = [];
    location = {
      href: `${ORIGIN}/blue-table`,
      assign: (url: string) => happened.push(url),
      reload: () => happened.push('again'),
    };
    const window = { location, dispatchEvent: ({ type }: Event) => happened.push(type) };
    const replaceState = (url: string) => (location.href = ORIGIN + url);
    const router = {
      events: events$,
      get navigated() {
        return navigated;
      },
    } satisfies Pick<Router, 'events' | 'navigated'>;
    TestBed.configureTestingModule({
      providers: [
        { provide: Router, useValue: router },
        { provide: Location, useValue: { replaceState } },
        { provide: WINDOW, useValue: window },
      ],
    });
    page = TestBed.inject(PageLoad);
  });

  function fail(url: string): void {
    events$.next(new NavigationStart(1, url));
    events$.next(new NavigationError(1, url, new Error('lost')));
  }

  it('tells which page failed and loads it when asked, not before', () => {
    navigated = true;
    page.retry();
    fail('/tea-time');
    expect(page.failedUrl$.value).toBe('/tea-time');
    expect([happened, location.href]).toEqual([[], `${ORIGIN}/blue-table`]);
    page.retry();
    expect(happened).toEqual(['/tea-time']);
  });

  for (const url of ['/blue-table', '/tea-time?join#end']) {
    it(`stays where a link leads and has it loaded again: ${url}`, () => {
      fail(url);
      expect([happened, location.href]).toEqual([['page-lost'], ORIGIN + url]);
      page.retry();
      expect(happened).toEqual(['page-lost', 'again']);
    });
  }

  it('forgets it when another page is opened', () => {
    fail('/tea-time');
    events$.next(new NavigationStart(2, '/elsewhere'));
    expect(page.failedUrl$.value).toBeNull();
    expect(happened).toEqual(['page-lost', 'page-found']);
  });
});
