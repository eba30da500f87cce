import { inject, Service } from '@angular/core';
import { BehaviorSubject, fromEvent, merge } from 'rxjs';
import { map } from 'rxjs';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import type { Behavior } from './behavior';
import { NAVIGATOR, WINDOW } from './browser-apis';

/**
 * Whether this device has a network at all. `true` promises nothing about the server; signaling knows that.
 */
@Service()
export class Online {
  readonly #navigator = inject(NAVIGATOR);
  readonly #online = new BehaviorSubject(this.#navigator.onLine);

  /** As the browser sees it. */
  readonly online$: Behavior<boolean> = this.#online;

  constructor() {
    const window = inject(WINDOW);
    merge(fromEvent(window, 'online'), fromEvent(window, 'offline'))
      .pipe(
        map(() => this.#navigator.onLine),
        takeUntilDestroyed(),
      )
      .subscribe((online) => this.#online.next(online));
  }
}
