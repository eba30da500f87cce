import { inject, Service } from '@angular/core';
import { catchError, defer, EMPTY, filter, fromEvent, map, type Observable, switchMap } from 'rxjs';
import { NAVIGATOR } from '../core/browser-apis';

/** Hears when a person changes their mind in the browser's own settings of the page. */
@Service()
export class PermissionWatch {
  readonly #navigator = inject(NAVIGATOR);
  /** Asked for once a page: browsers keep every answer alive for as long as the page is. */
  readonly #statuses = new Map<PermissionName, Promise<PermissionStatus>>();

  /** Emits when `source` becomes allowed; never where the browser does not tell. */
  granted$(source: 'microphone' | 'camera'): Observable<void> {
    return defer(() => this.#status(source)).pipe(
      switchMap((status) => fromEvent(status, 'change').pipe(filter(() => status.state === 'granted'))),
      map(() => undefined),
      // No such API, or it does not know the name.
      catchError(() => EMPTY),
    );
  }

  #status(name: PermissionName): Promise<PermissionStatus> {
    const status = this.#statuses.get(name) ?? this.#navigator.permissions.query({ name });
    this.#statuses.set(name, status);
    return status;
  }
}
