import { DOCUMENT, Directive, inject, input, output } from '@angular/core';
import { type ShortcutAction, shortcutFor } from './key-map';

/** Where letters are text, or where they already choose something. */
const TYPING = 'input, textarea, select, [contenteditable]:not([contenteditable="false"]), [role="menu"]';
/** What lies over the call and has the keys for itself; a `manual` popover is a mere tooltip. */
const OVERLAYS = 'dialog:modal, [aria-modal="true"], [popover]:not([popover="manual"]):popover-open';

/** Listens for the call's keys on the whole page. Off when the person switched single-key shortcuts off. */
@Directive({
  selector: '[appShortcuts]',
  host: { '(document:keydown)': 'pressed($event)' },
})
export class Shortcuts {
  readonly appShortcuts = input(true);
  readonly shortcut = output<ShortcutAction>();

  readonly #document = inject(DOCUMENT);

  protected pressed(event: KeyboardEvent): void {
    if (!this.appShortcuts() || isTyping(event.target) || this.#document.querySelector(OVERLAYS)) return;
    const action = shortcutFor(event);
    if (action === null) return;
    event.preventDefault();
    this.shortcut.emit(action);
  }
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(TYPING) !== null;
}
