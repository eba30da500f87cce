import { Observable, timer } from 'rxjs';

/** For browsers that do not tell when they are idle. */
const SOON_MS = 1_000;

/** Emits once, as soon as the page has nothing else to do, and completes. */
export const whenIdle$ = new Observable<true>((subscriber) => {
  const emit = (): void => {
    subscriber.next(true);
    subscriber.complete();
  };
  if (!('requestIdleCallback' in globalThis)) return timer(SOON_MS).subscribe(emit);
  const handle = requestIdleCallback(emit);
  return () => cancelIdleCallback(handle);
});
