import { DOCUMENT, inject, Service } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { SwUpdate } from '@angular/service-worker';
import { BehaviorSubject, filter, fromEvent, map, merge } from 'rxjs';
import type { Behavior } from './behavior';
import { CLOCK } from './browser-apis';

const HOUR_MS = 3_600_000;

/** Newer versions of Parley, as the service worker finds them. Nothing here reloads without being asked. */
@Service()
export class AppUpdate {
  readonly #worker = inject(SwUpdate);
  readonly #document = inject(DOCUMENT);
  readonly #now = inject(CLOCK);
  readonly #ready = new BehaviorSubject(false);
  #checkedAt = this.#now();

  /** A newer version is loaded, or this one cannot go on: a reload is due. */
  readonly ready$: Behavior<boolean> = this.#ready;

  constructor() {
    if (!this.#worker.isEnabled) return;
    merge(
      this.#worker.versionUpdates.pipe(
        filter((event) => event.type === 'VERSION_READY'),
        map(() => true),
      ),
      this.#worker.unrecoverable.pipe(map(() => true)),
    )
      .pipe(takeUntilDestroyed())
      .subscribe((ready) => this.#ready.next(ready));
    // The worker looks for news on every page load; a tab that stays open for days asks when it is looked at.
    fromEvent(this.#document, 'visibilitychange')
      .pipe(takeUntilDestroyed())
      .subscribe(() => void this.#check());
  }

  /** Starts the newer version: the page loads again. */
  reload(): void {
    this.#document.defaultView?.location.reload();
  }

  async #check(): Promise<void> {
    const due = this.#now() - this.#checkedAt >= HOUR_MS;
    if (this.#document.visibilityState !== 'visible' || !due) return;
    this.#checkedAt = this.#now();
    try {
      await this.#worker.checkForUpdate();
    } catch {
      // No network now; the next look asks again.
    }
  }
}
