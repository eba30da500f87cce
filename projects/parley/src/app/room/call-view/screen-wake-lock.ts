import { DOCUMENT, DestroyRef, Service, inject } from '@angular/core';
import { NAVIGATOR } from '../../core/browser-apis';

/**
 * Keeps the screen on during a call. The browser drops the lock whenever the page is hidden, so it is taken
 * again on return. https://developer.mozilla.org/docs/Web/API/Screen_Wake_Lock_API
 */
@Service({ autoProvided: false })
export class ScreenWakeLock {
  readonly #document = inject(DOCUMENT);
  readonly #navigator = inject(NAVIGATOR);
  #sentinel: WakeLockSentinel | null = null;
  #over = false;

  constructor() {
    const take = (): void => void this.#take();
    this.#document.addEventListener('visibilitychange', take);
    take();
    inject(DestroyRef).onDestroy(() => {
      this.#over = true;
      this.#document.removeEventListener('visibilitychange', take);
      void this.#sentinel?.release();
    });
  }

  async #take(): Promise<void> {
    if (!('wakeLock' in this.#navigator) || this.#document.visibilityState !== 'visible') return;
    try {
      const sentinel = await this.#navigator.wakeLock.request('screen');
      if (this.#over) await sentinel.release();
      else this.#sentinel = sentinel;
    } catch {
      // Refused, for example on a low battery: the screen dims as it always does.
    }
  }
}
