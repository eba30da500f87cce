import { Component, model } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { CallDialog } from '../call-view/call-dialog';
import { SHORTCUT_GROUPS } from './key-map';

/** The list of keys, and the switch for people whose tools type letters of their own (WCAG 2.1.4). */
@Component({
  selector: 'app-shortcuts-dialog',
  imports: [CallDialog, TranslocoPipe],
  templateUrl: './shortcuts-dialog.html',
  styleUrl: './shortcuts-dialog.scss',
})
export class ShortcutsDialog {
  readonly open = model(false);
  /** Single-key shortcuts are on. */
  readonly enabled = model(true);

  protected readonly groups = SHORTCUT_GROUPS;

  protected switched(event: Event): void {
    if (event.target instanceof HTMLInputElement) this.enabled.set(event.target.checked);
  }
}
