import { Location } from '@angular/common';
import { TestBed } from '@angular/core/testing';
import { NavigationError, NavigationStart, Router, type RouterEvent } from '@angular/router';
import { Subject } from 'rxjs';
import { WINDOW } from './browser-apis';
import { PageLoad } from './page-load';

const ORIGIN = 'https://meet.example';

describe('PageLoad', () => {
  let events$: Subject<RouterEvent>;
  let location: { href: string; assign: (url: string) => void; reload: () => void };
  let happened: string[];
  let page: PageLoad;

  beforeEach(() => {
    events$ = new Subject();
    happened = [];
    location = {
      href: `${ORIGIN}/blue-table`,
      assign: (url: string) => happened.push(url),
      reload: () => happened.push('again'),
    };
    const window = { location, dispatchEvent: ({ type }: Event) => happened.push(type) };
    const replaceState = (url: string) => (location.href = ORIGIN + url);
    TestBed.configureTestingModule({
      providers: [
        { provide: Router, useValue: { events: events$ } },
        { provide: Location, useValue: { replaceState } },
        { provide: WINDOW, useValue: window },
      ],
    });
    page = TestBed.inject(PageLoad);
  });

  function fail(id: number, url: string): void {
    events$.next(new NavigationError(id, url, new Error('lost')));
  }

  it('tells which page failed and loads it when asked, not before', () => {
    page.retry();
    fail(2, '/tea-time');
    expect(page.failedUrl$.value).toBe('/tea-time');
    expect([happened, location.href]).toEqual([[], `${ORIGIN}/blue-table`]);
    page.retry();
    expect(happened).toEqual(['/tea-time']);
  });

  for (const url of ['/blue-table', '/tea-time?join#end']) {
    it(`stays where a link leads and has it loaded again: ${url}`, () => {
      events$.next(new NavigationStart(1, url));
      fail(1, url);
      expect([happened, location.href]).toEqual([['page-lost'], ORIGIN + url]);
      page.retry();
      expect(happened).toEqual(['page-lost', 'again']);
    });
  }

  it('forgets it when another page is opened', () => {
    fail(1, '/tea-time');
    events$.next(new NavigationStart(2, '/elsewhere'));
    expect(page.failedUrl$.value).toBeNull();
    expect(happened).toEqual(['page-lost', 'page-found']);
  });
});
