import { inject, Service } from '@angular/core';
import type { NavigationError } from '@angular/router';
import { BehaviorSubject } from 'rxjs';
import type { Behavior } from './behavior';
import { WINDOW } from './browser-apis';

/**
 * Pages whose code did not arrive: the network is away, or the server has moved on to a newer version while
 * this tab was open.
 */
@Service()
export class PageLoad {
  readonly #window = inject(WINDOW);
  readonly #failedUrl = new BehaviorSubject<string | null>(null);

  /** Path of the page that could not be opened, until it is tried again. */
  readonly failedUrl$: Behavior<string | null> = this.#failedUrl;

  /** Called by the router. */
  failed({ url }: Pick<NavigationError, 'url'>): void {
    this.#failedUrl.next(url);
  }

  /** Loads that page from the server, with whatever version is there now. */
  retry(): void {
    const url = this.#failedUrl.value;
    if (url !== null) this.#window.location.assign(url);
  }
}
