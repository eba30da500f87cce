import { EnvironmentInjector, inject } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { catchError, EMPTY, switchMap } from 'rxjs';
import { whenIdle$ } from '../../core/idle';

/** Makes the chat quick from its first message on, once the page has nothing else to do. Call it where a call begins. */
export function warmUpChat(): void {
  const injector = inject(EnvironmentInjector);
  const code$ = whenIdle$.pipe(switchMap(() => import('./unseen-page')));
  // Where it could not be loaded, the panel asks for it again.
  code$
    .pipe(
      catchError(() => EMPTY),
      takeUntilDestroyed(),
    )
    .subscribe(({ drawUnseenPage }) => drawUnseenPage(injector));
}
