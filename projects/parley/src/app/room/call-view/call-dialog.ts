import { Component, type ElementRef, afterNextRender, input, output, viewChild } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from '../../ui/icon/icon';

/** A modal card over the call, open as long as it exists. Escape, its button and, where the browser knows `closedby`, a press outside
 * close it. */
@Component({
  selector: 'app-call-dialog',
  imports: [Icon, TranslocoPipe],
  template: `
    <dialog #dialog closedby="any" [attr.aria-label]="label()" (close)="closed.emit()">
      <div class="card">
        <header>
          <h2>{{ label() }}</h2>
          <button type="button" [attr.aria-label]="'call.dialog.close' | transloco" (click)="close()">
            <app-icon name="close" />
          </button>
        </header>
        <ng-content />
      </div>
    </dialog>
  `,
  styleUrl: './call-dialog.scss',
})
export class CallDialog {
  readonly label = input.required<string>();
  readonly closed = output();

  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');

  constructor() {
    afterNextRender(() => this.dialog().nativeElement.showModal());
  }

  /** Gives the focus back to where it was. */
  close(): void {
    this.dialog().nativeElement.close();
  }
}
