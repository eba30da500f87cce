import { Component, computed, inject, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { NAVIGATOR } from '../../core/browser-apis';
import { Icon } from '../../ui/icon/icon';
import { canRetry, type MediaProblem, stepFor } from './media-advice';

/** Why there is no picture or no sound of ours, and what to do about it in this browser. */
@Component({
  selector: 'app-media-problem-card',
  imports: [Icon, TranslocoPipe],
  template: `
    @let key = 'errors.media.' + problem().code;
    @let concern = problem().concern;
    @let what = { what: 'errors.media.what.' + concern | transloco };
    <app-icon [name]="concern === 'microphone' ? 'mic_off' : 'videocam_off'" />
    <div class="words" role="status">
      <p class="title">{{ key + '.title.' + concern | transloco }}</p>
      <p>{{ key + '.step.' + step() | transloco: what }}</p>
      <p class="p-muted">{{ 'errors.media.without.' + concern | transloco }}</p>
    </div>
    @if (retriable()) {
      <button type="button" class="p-button p-button-quiet" (click)="retry.emit()">
        {{ 'errors.media.' + (dismissed() ? 'askAgain' : 'tryAgain') | transloco }}
      </button>
    }
  `,
  styleUrl: './media-problem-card.scss',
})
export class MediaProblemCard {
  readonly #signs = inject(NAVIGATOR);

  readonly problem = input.required<MediaProblem>();

  readonly retry = output();

  protected readonly step = computed(() => stepFor(this.problem().code, this.#signs));
  protected readonly retriable = computed(() => canRetry(this.problem().code));
  protected readonly dismissed = computed(() => this.problem().code === 'permission-dismissed');
}
