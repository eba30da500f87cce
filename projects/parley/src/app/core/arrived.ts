import type { Signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { defer, filter, map, type Observable, retry, switchMap, take } from 'rxjs';

const RETRY_MS = 3_000;

/** What `load` imports, asked for again until it comes: browsers do not remember a file that the network lost. */
export function arriving<T>(load: () => Promise<T>): Observable<T> {
  return defer(load).pipe(retry({ delay: RETRY_MS }));
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
