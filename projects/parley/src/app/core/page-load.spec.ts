import { TestBed } from '@angular/core/testing';
import { WINDOW } from './browser-apis';
import { PageLoad } from './page-load';

describe('PageLoad', () => {
  it('tells which page failed and loads that page again on request only', () => {
    const opened: string[] = [];
    const window = { location: { assign: (url: string) => opened.push(url) } };
    TestBed.configureTestingModule({ providers: [{ provide: WINDOW, useValue: window }] });
    const page = TestBed.inject(PageLoad);
    page.retry();
    expect(opened).toEqual([]);
    page.failed({ url: '/blue-table' });
    expect(page.failedUrl$.value).toBe('/blue-table');
    expect(opened).toEqual([]);
    page.retry();
    expect(opened).toEqual(['/blue-table']);
  });
});
