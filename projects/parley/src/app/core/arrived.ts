import type { Signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { defer, filter, map, type Observable, retry, switchMap, take, timer } from 'rxjs';

const RETRY_MS = 3_000;
const MOST_MS = 60_000;

/**
 * What `load` imports, asked for again until it comes, ever less often. Browsers from before 2026 remember a file that the
 * network lost (https://github.com/whatwg/html/pull/10327) and never ask for it again in the same page.
 */
export function arriving<T>(load: () => Promise<T>): Observable<T> {
  return defer(load).pipe(
    retry({ delay: (_, times) => timer(Math.min(RETRY_MS * 2 ** (times - 1), MOST_MS)) }),
  );
}

/**
 * Becomes `true` when the code that `load` imports is here: asked for once `when$` emits something true, and again until
 * it comes. A `@defer` block gives up for good when the network fails once; it waits for this, and then cannot fail.
 */
export function arrived(load: () => Promise<unknown>, when$: Observable<unknown>): Signal<boolean> {
  return toSignal(
    when$.pipe(
      filter(Boolean),
      take(1),
      switchMap(() => arriving(load)),
      map(() => true),
    ),
    { initialValue: false },
  );
}
