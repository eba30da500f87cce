import { inject } from '@angular/core';
import { Router } from '@angular/router';
import { WINDOW } from '../core/browser-apis';
import { CallActivity } from '../core/call-activity';

/** What a browser with the Launch Handler API puts on the window of an installed app. */
interface LaunchQueue {
  setConsumer(consumer: (launch: { readonly targetURL?: string | null }) => void): void;
}

declare global {
  interface Window {
    readonly launchQueue?: LaunchQueue;
  }
}

/**
 * Goes where a launch of the installed app wants to: the manifest has it focus the open window, which then has to
 * follow by itself. A running call is never ended by it.
 */
export function followLaunches(): void {
  const router = inject(Router);
  const { inCall$ } = inject(CallActivity);
  // What waits when we register is the launch that opened this page; after a reload, browsers hand it over again.
  let opened = false;
  inject(WINDOW).launchQueue?.setConsumer(({ targetURL }) => {
    if (!opened || inCall$.value || !targetURL) return;
    const { pathname, search } = new URL(targetURL);
    void router.navigateByUrl(pathname + search);
  });
  opened = true;
}
