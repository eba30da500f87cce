import {
  afterNextRender,
  Component,
  computed,
  type ElementRef,
  input,
  output,
  viewChild,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { EndedScene } from './ended-scene';
import { ENDED_TEXTS, type EndedReason } from './ended-reason';

/** The visit is over: why, and the ways on. */
@Component({
  selector: 'app-call-ended',
  imports: [EndedScene, TranslocoPipe],
  templateUrl: './call-ended.html',
  styleUrl: './call-ended.scss',
})
export class CallEnded {
  readonly reason = input.required<EndedReason>();
  /** Into the same room again. */
  readonly rejoin = output();
  readonly home = output();

  private readonly heading = viewChild.required<ElementRef<HTMLElement>>('heading');
  protected readonly text = computed(() => ENDED_TEXTS[this.reason()]);

  constructor() {
    // The call that had the focus is gone; a screen reader goes on with what happened.
    afterNextRender(() => this.heading().nativeElement.focus());
  }
}
