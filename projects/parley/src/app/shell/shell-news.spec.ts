import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { BehaviorSubject } from 'rxjs';
import { AppUpdate } from '../core/app-update';
import { CallActivity } from '../core/call-activity';
import { Online } from '../core/online';
import { PageLoad } from '../core/page-load';
import { provideI18nTesting } from '../core/testing/i18n-testing';
import { ShellNews } from './shell-news';

describe('ShellNews', () => {
  const ready$ = new BehaviorSubject(false);
  const online$ = new BehaviorSubject(true);
  const failedUrl$ = new BehaviorSubject<string | null>(null);
  const reload = jasmine.createSpy('reload');
  const retry = jasmine.createSpy('retry');
  let fixture: ComponentFixture<ShellNews>;

  beforeEach(() => {
    ready$.next(false);
    online$.next(true);
    failedUrl$.next(null);
    reload.calls.reset();
    TestBed.configureTestingModule({
      providers: [
        provideI18nTesting(),
        { provide: AppUpdate, useValue: { ready$, reload } },
        { provide: Online, useValue: { online$ } },
        { provide: PageLoad, useValue: { failedUrl$, retry } },
      ],
    });
    fixture = TestBed.createComponent(ShellNews);
  });

  async function text(): Promise<string> {
    await fixture.whenStable();
    return (fixture.nativeElement as HTMLElement).textContent.trim();
  }

  async function press(label: string): Promise<void> {
    await fixture.whenStable();
    const buttons = [...(fixture.nativeElement as HTMLElement).querySelectorAll('button')];
    buttons.find((button) => button.textContent.trim() === label)?.click();
  }

  it('is silent while all is well', async () => {
    expect(await text()).toBe('');
  });

  it('says that a new version waits, and loads it only when asked', async () => {
    ready$.next(true);
    expect(await text()).toContain('A new version of Parley is ready.');
    expect(reload).not.toHaveBeenCalled();
    await press('Reload');
    expect(reload).toHaveBeenCalledTimes(1);
  });

  it('keeps news of versions and network for after the call', async () => {
    const call = TestBed.inject(CallActivity);
    call.set(true);
    ready$.next(true);
    online$.next(false);
    expect(await text()).toBe('');
    call.set(false);
    expect(await text()).toContain('You are offline.');
    expect(await text()).toContain('A new version');
  });

  it('says that a page did not load and tries it again when asked', async () => {
    failedUrl$.next('/blue-table');
    expect(await text()).toContain('This page did not load.');
    await press('Try again');
    expect(retry).toHaveBeenCalledTimes(1);
  });
});
