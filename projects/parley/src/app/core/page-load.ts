import { Location } from '@angular/common';
import { inject, Service } from '@angular/core';
import { NavigationError, NavigationStart, Router } from '@angular/router';
import { BehaviorSubject, delay, filter, take, takeUntil } from 'rxjs';
import type { Behavior } from './behavior';
import { WINDOW } from './browser-apis';
import { CallActivity } from './call-activity';
import { Online } from './online';

/** As load-again.js does it where nothing of the app arrived. */
const FIRST_MS = 1_000;
const THEN_MS = 10_000;

/**
 * Pages whose code did not arrive: the network is away, or the server has moved on to a newer version while
 * this tab was open.
 */
@Service()
export class PageLoad {
  readonly #window = inject(WINDOW);
  readonly #call = inject(CallActivity);
  readonly #online = inject(Online);
  readonly #location = inject(Location);
  readonly #events = inject(Router).events;
  readonly #navigations = this.#events.pipe(filter((event) => event instanceof NavigationStart));
  readonly #failedUrl = new BehaviorSubject<string | null>(null);

  /** Path of the page that could not be opened, until it is tried again or another is opened. */
  readonly failedUrl$: Behavior<string | null> = this.#failedUrl;

  constructor() {
    this.#navigations.subscribe(() => this.#failedUrl.next(null));
    this.#events
      .pipe(filter((event) => event instanceof NavigationError))
      .subscribe((error) => this.#failed(error));
  }

  /** Tries again by itself, soon after a first failure, unless that would end a call. */
  #failed({ id, url }: NavigationError): void {
    this.#failedUrl.next(url);
    // The router has gone back to where it came from. Who opened a link came from nowhere, and stays where it leads.
    if (id === 1) this.#location.replaceState(url);
    this.#online.online$
      .pipe(
        filter(Boolean),
        take(1),
        delay(this.#triedBefore() ? THEN_MS : FIRST_MS),
        takeUntil(this.#navigations),
      )
      .subscribe(() => {
        if (!this.#call.inCall$.value) this.retry();
      });
  }

  /** Loads that page from the server, with whatever version is there now. */
  retry(): void {
    const { location } = this.#window;
    const url = this.#failedUrl.value;
    if (url === location.pathname + location.search) location.reload();
    else if (url !== null) location.assign(url);
  }

  #triedBefore(): boolean {
    const [navigation] = this.#window.performance.getEntriesByType('navigation');
    return navigation instanceof PerformanceNavigationTiming && navigation.type === 'reload';
  }
}
