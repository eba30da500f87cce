import { ApplicationRef, Component, DOCUMENT } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { provideI18nTesting } from '../core/testing/i18n-testing';
import { titlePages } from './page-titles';

@Component({ selector: 'app-page', template: '' })
class Page {}

describe('titlePages', () => {
  const document = { title: '' };

  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [provideI18nTesting(), provideRouter([{ path: '**', component: Page }])],
    });
    document.title = '';
    const real = TestBed.inject(DOCUMENT);
    spyOnProperty(real, 'title', 'set').and.callFake((title) => (document.title = title));
    TestBed.runInInjectionContext(titlePages);
  });

  const pages: readonly (readonly [path: string, title: string])[] = [
    ['/', 'Parley'],
    ['/check', 'Check my connection · Parley'],
    ['/tea-time?name=Ada&join', 'tea-time · Parley'],
    ['/Tea_Time', 'tea-time · Parley'],
    ['/b47e3c10-0000-4000-8000-000000000000', 'Meeting b47e3c · Parley'],
    ['/ab', 'Parley'],
  ];
  for (const [path, title] of pages) {
    it(`${path} is ${title}`, async () => {
      await TestBed.inject(Router).navigateByUrl(path);
      await TestBed.inject(ApplicationRef).whenStable();
      expect(document.title).toBe(title);
    });
  }
});
