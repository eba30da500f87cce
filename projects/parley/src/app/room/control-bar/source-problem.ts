import { Component, ElementRef, input, output, viewChild } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { MediaErrorCode } from '../../media/media-error';

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

  protected tryAgain(): void {
    this.card().nativeElement.hidePopover();
    this.again.emit();
  }

  protected chooseDevice(): void {
    this.card().nativeElement.hidePopover();
    this.openDevices.emit();
  }
}
