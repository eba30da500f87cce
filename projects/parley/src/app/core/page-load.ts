import { Location } from '@angular/common';
import { inject, Service } from '@angular/core';
import { NavigationError, NavigationStart, Router } from '@angular/router';
import { BehaviorSubject } from 'rxjs';
import type { Behavior } from './behavior';
import { WINDOW } from './browser-apis';

/**
 * Pages whose code did not arrive: the network is away, or the server has moved on to a newer version while
 * this tab was open. The first page of a visit loads again by itself (load-again.js); on later ones somebody may be busy,
 * so they wait to be asked.
 */
@Service()
export class PageLoad {
  readonly #window = inject(WINDOW);
  readonly #location = inject(Location);
  readonly #router = inject(Router);
  readonly #failedUrl = new BehaviorSubject<string | null>(null);

  /** Path of the page that could not be opened, until it is tried again or another is opened. */
  readonly failedUrl$: Behavior<string | null> = this.#failedUrl;

  constructor() {
    this.#router.events.subscribe((event) => {
      if (event instanceof NavigationError) this.#failed(event);
      else if (event instanceof NavigationStart) this.#leave();
    });
  }

  /** Loads that page from the server, with whatever version is there now. */
  retry(): void {
    const { location } = this.#window;
    const url = this.#failedUrl.value;
    if (url === null) return;
    if (new URL(url, location.href).href === location.href) location.reload();
    else location.assign(url);
  }

  #failed({ url }: NavigationError): void {
    this.#failedUrl.next(url);
    if (this.#router.navigated) return;
    // The router has gone back to where it came from. Who opened a link came from nowhere, and stays where it leads.
    this.#location.replaceState(url);
    this.#window.dispatchEvent(new Event('page-lost'));
  }

  #leave(): void {
    if (this.#failedUrl.value === null) return;
    this.#failedUrl.next(null);
    this.#window.dispatchEvent(new Event('page-found'));
  }
}
