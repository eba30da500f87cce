import { type EnvironmentProviders, inject, isDevMode, makeEnvironmentProviders } from '@angular/core';
import { SwRegistrationOptions, provideServiceWorker } from '@angular/service-worker';
import { type Observable, switchMap, take, timer } from 'rxjs';
import { CallActivity } from './call-activity';

const AFTER_THE_PAGE_MS = 5_000;
const INTO_A_CALL_MS = 60_000;

/**
 * Emits once, when the service worker's downloads disturb nobody: a while after the page or a call, which needs what it
 * needs first. Who only ever follows links into calls gets it too, once the call has settled.
 */
export function quietMoment(inCall$: Observable<boolean>): Observable<unknown> {
  return inCall$.pipe(
    switchMap((inCall) => timer(inCall ? INTO_A_CALL_MS : AFTER_THE_PAGE_MS)),
    take(1),
  );
}

/** The service worker, registered at a quiet moment. */
export function provideQuietServiceWorker(): EnvironmentProviders {
  return makeEnvironmentProviders([
    provideServiceWorker('/ngsw-worker.js'),
    {
      provide: SwRegistrationOptions,
      useFactory: (): SwRegistrationOptions => {
        const { inCall$ } = inject(CallActivity);
        return { enabled: !isDevMode(), registrationStrategy: () => quietMoment(inCall$) };
      },
    },
  ]);
}
