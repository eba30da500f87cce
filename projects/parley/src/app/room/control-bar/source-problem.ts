import { Component, computed, type ElementRef, inject, input, output, viewChild } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { NAVIGATOR } from '../../core/browser-apis';
import type { MediaErrorCode } from '../../media/media-error';
import { canRetry, stepFor } from '../lobby/media-advice';

/** Says why a microphone or camera does not work, what to do, and tries again. Its button names it as popover target. */
@Component({
  selector: 'app-source-problem',
  imports: [TranslocoPipe],
  templateUrl: './source-problem.html',
  styleUrl: './source-problem.scss',
})
export class SourceProblem {
  readonly source = input.required<'microphone' | 'camera'>();
  readonly code = input.required<MediaErrorCode | null>();
  readonly again = output();
  readonly openDevices = output();

  private readonly card = viewChild.required<ElementRef<HTMLElement>>('card');
  readonly #signs = inject(NAVIGATOR);

  protected readonly problem = computed(() => {
    const code = this.code();
    if (code === null) return null;
    return {
      title: `errors.media.${code}.title.${this.source()}`,
      step: `errors.media.${code}.step.${stepFor(code, this.#signs)}`,
      again: `errors.media.${code === 'permission-dismissed' ? 'askAgain' : 'tryAgain'}`,
      retriable: canRetry(code),
    };
  });

  protected tryAgain(): void {
    this.card().nativeElement.hidePopover();
    this.again.emit();
  }

  protected chooseDevice(): void {
    this.card().nativeElement.hidePopover();
    this.openDevices.emit();
  }
}
