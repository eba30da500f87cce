import { Location } from '@angular/common';
import { TestBed } from '@angular/core/testing';
import { NavigationError, NavigationStart, Router, type RouterEvent } from '@angular/router';
import { BehaviorSubject, Subject } from 'rxjs';
import { WINDOW } from './browser-apis';
import { CallActivity } from './call-activity';
import { Online } from './online';
import { PageLoad } from './page-load';

describe('PageLoad', () => {
  const online$ = new BehaviorSubject(true);
  let events$: Subject<RouterEvent>;
  let opened: string[];
  let navigations: PerformanceEntry[];
  let page: PageLoad;

  beforeEach(() => {
    jasmine.clock().install();
    online$.next(true);
    opened = [];
    navigations = [];
    events$ = new Subject();
    const location = {
      pathname: '/blue-table',
      search: '?join',
      assign: (url: string) => opened.push(url),
      reload: () => opened.push('again'),
    };
    TestBed.configureTestingModule({
      providers: [
        { provide: Router, useValue: { events: events$ } },
        {
          provide: Location,
          useValue: { replaceState: (url: string) => (location.pathname = url.replace('?join', '')) },
        },
        { provide: WINDOW, useValue: { location, performance: { getEntriesByType: () => navigations } } },
        { provide: Online, useValue: { online$ } },
      ],
    });
    page = TestBed.inject(PageLoad);
  });
  afterEach(() => {
    jasmine.clock().uninstall();
  });

  /** The page with `url` could not be opened, which somebody asked for in the page before. */
  function fail(url: string): void {
    events$.next(new NavigationError(2, url, new Error('lost')));
  }

  it('tells which page failed and loads it when asked', () => {
    page.retry();
    expect(opened).toEqual([]);
    fail('/tea-time');
    expect(page.failedUrl$.value).toBe('/tea-time');
    expect(opened).toEqual([]);
    page.retry();
    expect(opened).toEqual(['/tea-time']);
  });

  it('loads it by itself a second later', () => {
    fail('/tea-time');
    jasmine.clock().tick(999);
    expect(opened).toEqual([]);
    jasmine.clock().tick(1);
    expect(opened).toEqual(['/tea-time']);
  });

  it('takes more time when that did not help', () => {
    const [reload] = performance.getEntriesByType('navigation');
    if (reload === undefined) throw new Error('The browser tells nothing of how this page was opened.');
    spyOnProperty(PerformanceNavigationTiming.prototype, 'type').and.returnValue('reload');
    navigations = [reload];
    fail('/blue-table?join');
    jasmine.clock().tick(9_999);
    expect(opened).toEqual([]);
    jasmine.clock().tick(1);
    expect(opened).toEqual(['again']);
  });

  it('waits for the network', () => {
    online$.next(false);
    fail('/blue-table?join');
    jasmine.clock().tick(60_000);
    expect(opened).toEqual([]);
    online$.next(true);
    jasmine.clock().tick(1_000);
    expect(opened).toEqual(['again']);
  });

  it('never ends a call by itself', () => {
    TestBed.inject(CallActivity).set(true);
    fail('/');
    jasmine.clock().tick(60_000);
    expect(opened).toEqual([]);
    expect(page.failedUrl$.value).toBe('/');
  });

  it('stays where a link leads whose page was the first to be opened', () => {
    events$.next(new NavigationError(1, '/tea-time?join', new Error('lost')));
    jasmine.clock().tick(1_000);
    expect(opened).toEqual(['again']);
  });

  it('forgets it when another page is opened', () => {
    fail('/tea-time');
    events$.next(new NavigationStart(3, '/elsewhere'));
    expect(page.failedUrl$.value).toBeNull();
    jasmine.clock().tick(60_000);
    expect(opened).toEqual([]);
  });
});
