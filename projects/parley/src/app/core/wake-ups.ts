import { DOCUMENT, inject, Service } from '@angular/core';
import {
  filter,
  fromEvent,
  interval,
  map,
  merge,
  type Observable,
  pairwise,
  share,
  throttleTime,
} from 'rxjs';
import { CLOCK, WINDOW } from './browser-apis';

const TICK_MS = 2_000;
/** Timers that are merely late, in a busy or a hidden page, stay below this. */
const SLEPT_MS = 6_000;
/** One return fires several events. */
const ONE_RETURN_MS = 500;

/**
 * Moments after which what is believed of the world outside may be stale: connections that died in the page's
 * sleep say nothing, and the timers that would have noticed slept too.
 */
@Service()
export class WakeUps {
  readonly #document = inject(DOCUMENT);
  readonly #window = inject(WINDOW);
  readonly #now = inject(CLOCK);

  /** The page is before the person's eyes again: another tab, the lock screen, a phone call or a freeze is over. */
  readonly returned$: Observable<void> = merge(
    fromEvent(this.#document, 'visibilitychange'),
    // https://developer.chrome.com/docs/web-platform/page-lifecycle-api
    fromEvent(this.#document, 'resume'),
  ).pipe(
    filter(() => this.#document.visibilityState === 'visible'),
    map(() => undefined),
    throttleTime(ONE_RETURN_MS),
    share(),
  );

  /** The page returned, even unseen, the machine woke up, or there is a network again. */
  readonly woke$: Observable<void> = merge(
    this.returned$,
    fromEvent(this.#document, 'resume'),
    fromEvent(this.#window, 'online'),
    this.#gaps(),
  ).pipe(
    map(() => undefined),
    throttleTime(ONE_RETURN_MS),
    share(),
  );

  /** Nothing tells a page that its machine slept, but that time has passed unnoticed. */
  #gaps(): Observable<unknown> {
    return interval(TICK_MS).pipe(
      map(() => this.#now()),
      pairwise(),
      filter(([before, now]) => now - before > SLEPT_MS),
    );
  }
}
