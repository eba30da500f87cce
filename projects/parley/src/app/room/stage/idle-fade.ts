import { DOCUMENT, DestroyRef, Directive, ElementRef, effect, inject, input, signal } from '@angular/core';

/** Stillness after which the bars go. */
const STILL_MS = 4_000;

/**
 * Lets bars fade while a mouse lies still, so that the people have the screen, and brings them back on any move,
 * key, touch or focus. Only a mouse starts it: who uses a keyboard, a finger or a screen reader keeps the bars.
 */
@Directive({
  selector: '[appIdleFade]',
  host: {
    '[class.idle]': 'idle()',
    '[style.opacity]': 'idle() ? 0 : 1',
    '[style.transition]': '"opacity var(--p-slow) var(--p-ease)"',
    '(document:pointermove)': 'pointed($event)',
    '(document:pointerdown)': 'pointed($event)',
    '(document:keydown)': 'stay()',
    '(document:focusin)': 'stay()',
  },
})
export class IdleFade {
  /** `false` keeps the bars: a panel is open, or nobody else is there to look at. */
  readonly appIdleFade = input(true);

  readonly #host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  readonly #document = inject(DOCUMENT);
  readonly #idle = signal(false);
  protected readonly idle = this.#idle.asReadonly();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    effect(() => {
      if (!this.appIdleFade()) this.stay();
    });
    inject(DestroyRef).onDestroy(() => clearTimeout(this.#timer));
  }

  protected pointed({ pointerType }: PointerEvent): void {
    this.stay();
    if (pointerType === 'mouse' && this.appIdleFade()) this.#timer = setTimeout(() => this.#fade(), STILL_MS);
  }

  protected stay(): void {
    clearTimeout(this.#timer);
    this.#idle.set(false);
  }

  /** Not under the pointer, not with the focus of a keyboard, not below an open menu. */
  #fade(): void {
    const inUse = this.#host.matches(':hover, :has(:focus-visible), :has([aria-expanded="true"])');
    if (!inUse && !this.#document.querySelector('dialog[open], [role="menu"]')) this.#idle.set(true);
  }
}
