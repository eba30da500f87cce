import { Clipboard } from './clipboard';
import { Component, inject, input, output, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from '../icon/icon';

/** A link to read and a button that copies it. Where copying is forbidden the link is selected instead. */
@Component({
  selector: 'app-copy-link',
  imports: [Icon, TranslocoPipe],
  templateUrl: './copy-link.html',
  styleUrl: './copy-link.scss',
})
export class CopyLink {
  readonly #clipboard = inject(Clipboard);

  /** The whole address. */
  readonly url = input.required<string>();
  /** The address is on the clipboard. */
  readonly copied = output();

  protected readonly outcome = signal<'none' | 'copied' | 'by-hand'>('none');

  protected async copy(field: HTMLInputElement): Promise<void> {
    if (await this.#clipboard.write(this.url())) {
      this.outcome.set('copied');
      this.copied.emit();
    } else {
      this.outcome.set('by-hand');
      field.focus();
      field.select();
    }
  }
}
