import { inject, Service } from '@angular/core';
import { catchError, defer, EMPTY, filter, fromEvent, map, type Observable, switchMap } from 'rxjs';
import { NAVIGATOR } from '../core/browser-apis';

/** Hears when a person changes their mind in the browser's own settings of the page. */
@Service()
export class PermissionWatch {
  readonly #navigator = inject(NAVIGATOR);

  /** Emits when `source` becomes allowed; never where the browser does not tell. */
  granted$(source: 'microphone' | 'camera'): Observable<void> {
    return defer(() => this.#navigator.permissions.query({ name: source })).pipe(
      switchMap((status) => fromEvent(status, 'change').pipe(filter(() => status.state === 'granted'))),
      map(() => undefined),
      // No such API, or it does not know the name.
      catchError(() => EMPTY),
    );
  }
}
