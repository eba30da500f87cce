import { DOCUMENT, DestroyRef, Service, inject, signal } from '@angular/core';

/** Full screen of the whole page, and whether the browser offers it (an iPhone does not). */
@Service({ autoProvided: false })
export class Fullscreen {
  readonly #document = inject(DOCUMENT);
  readonly #active = signal(false);

  readonly available = this.#document.fullscreenEnabled;
  readonly active = this.#active.asReadonly();

  constructor() {
    const update = (): void => this.#active.set(this.#document.fullscreenElement !== null);
    this.#document.addEventListener('fullscreenchange', update);
    inject(DestroyRef).onDestroy(() => {
      this.#document.removeEventListener('fullscreenchange', update);
      if (this.#active()) void this.#document.exitFullscreen();
    });
  }

  /** Enters or leaves; does nothing where the browser refuses, for example without a press. */
  toggle(): void {
    const change = this.#active()
      ? this.#document.exitFullscreen()
      : this.#document.documentElement.requestFullscreen();
    change.catch(() => undefined);
  }
}
