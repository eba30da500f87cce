import { Component, ElementRef, effect, model, viewChild } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from '../../ui/icon/icon';
import { SHORTCUT_GROUPS } from './key-map';

/** The list of keys, and the switch for people whose tools type letters of their own (WCAG 2.1.4). */
@Component({
  selector: 'app-shortcuts-dialog',
  imports: [Icon, TranslocoPipe],
  templateUrl: './shortcuts-dialog.html',
  styleUrl: './shortcuts-dialog.scss',
})
export class ShortcutsDialog {
  readonly open = model(false);
  /** Single-key shortcuts are on. */
  readonly enabled = model(true);

  protected readonly groups = SHORTCUT_GROUPS;
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');

  constructor() {
    effect(() => {
      const dialog = this.dialog().nativeElement;
      if (this.open() && !dialog.open) dialog.showModal();
      if (!this.open() && dialog.open) dialog.close();
    });
  }

  /** A press on the backdrop lands on the dialog itself; its content fills the rest. */
  protected pressed(event: MouseEvent): void {
    if (event.target === this.dialog().nativeElement) this.open.set(false);
  }

  protected switched(event: Event): void {
    if (event.target instanceof HTMLInputElement) this.enabled.set(event.target.checked);
  }
}
