import { TestBed } from '@angular/core/testing';
import { SwUpdate, type VersionEvent } from '@angular/service-worker';
import { Subject } from 'rxjs';
import { AppUpdate } from './app-update';
import { CLOCK } from './browser-apis';

describe('AppUpdate', () => {
  const versions$ = new Subject<VersionEvent>();
  const unrecoverable$ = new Subject<unknown>();
  const checkForUpdate = jasmine.createSpy('checkForUpdate').and.resolveTo(false);
  let now: number;

  beforeEach(() => {
    now = 0;
    checkForUpdate.calls.reset();
  });

  function create(isEnabled = true): AppUpdate {
    TestBed.configureTestingModule({
      providers: [
        { provide: CLOCK, useValue: () => now },
        {
          provide: SwUpdate,
          useValue: { isEnabled, versionUpdates: versions$, unrecoverable: unrecoverable$, checkForUpdate },
        },
      ],
    });
    return TestBed.inject(AppUpdate);
  }

  it('is ready once a newer version is loaded, not when it is only found', () => {
    const update = create();
    versions$.next({ type: 'VERSION_DETECTED', version: { hash: 'b' } });
    expect(update.ready$.value).toBeFalse();
    versions$.next({ type: 'VERSION_READY', currentVersion: { hash: 'a' }, latestVersion: { hash: 'b' } });
    expect(update.ready$.value).toBeTrue();
  });

  it('asks for a reload where this version cannot go on', () => {
    const update = create();
    unrecoverable$.next({});
    expect(update.ready$.value).toBeTrue();
  });

  it('looks for news when the tab is looked at again, at most once an hour', () => {
    create();
    const look = (): boolean => document.dispatchEvent(new Event('visibilitychange'));
    look();
    expect(checkForUpdate).not.toHaveBeenCalled();
    now = 3_600_000;
    look();
    look();
    expect(checkForUpdate).toHaveBeenCalledTimes(1);
  });

  it('stays quiet without a service worker', () => {
    const update = create(false);
    unrecoverable$.next({});
    expect(update.ready$.value).toBeFalse();
  });
});
