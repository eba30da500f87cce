import { Component, computed, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { Router } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { AppUpdate } from '../core/app-update';
import { CallActivity } from '../core/call-activity';
import { Online } from '../core/online';
import { PageLoad } from '../core/page-load';
import { StatusBanner } from '../ui/status-banner/status-banner';
import { AppUpdateBanner } from './app-update-banner';

/** News that concern every page. During a call they wait. */
@Component({
  selector: 'app-shell-news',
  imports: [AppUpdateBanner, StatusBanner, TranslocoPipe],
  templateUrl: './shell-news.html',
  styleUrl: './shell-news.scss',
})
export class ShellNews {
  readonly #update = inject(AppUpdate);
  readonly #page = inject(PageLoad);
  readonly #navigation = inject(Router).lastSuccessfulNavigation;
  readonly #inCall = toSignal(inject(CallActivity).inCall$, { requireSync: true });
  readonly #online = toSignal(inject(Online).online$, { requireSync: true });
  readonly #updateReady = toSignal(this.#update.ready$, { requireSync: true });
  readonly #failedUrl = toSignal(this.#page.failedUrl$, { requireSync: true });

  /** A room says so itself, beside what cannot be done. */
  readonly #inRoom = computed(() => /^\/\w/.test(this.#navigation()?.finalUrl?.toString() ?? '/'));
  protected readonly offline = computed(() => !this.#online() && !this.#inCall() && !this.#inRoom());
  protected readonly updateReady = computed(() => this.#updateReady() && !this.#inCall());
  protected readonly pageFailed = computed(() => this.#failedUrl() !== null);

  protected reload(): void {
    this.#update.reload();
  }

  protected retry(): void {
    this.#page.retry();
  }
}
