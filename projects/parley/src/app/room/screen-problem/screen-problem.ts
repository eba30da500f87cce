import { Component, computed, inject, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { NAVIGATOR } from '../../core/browser-apis';
import type { SourceState } from '../../media/local-media';
import { StatusBanner } from '../../ui/status-banner/status-banner';
import { canRetry, stepFor } from '../lobby/media-advice';

/** Says why the screen could not be shared, and what to do. Who picks no screen has changed their mind: no failure. */
@Component({
  selector: 'app-screen-problem',
  imports: [StatusBanner, TranslocoPipe],
  templateUrl: './screen-problem.html',
  styles: '.title { display: block; }',
})
export class ScreenProblem {
  readonly screen = input.required<SourceState>();
  readonly again = output();
  readonly closed = output();

  readonly #signs = inject(NAVIGATOR);

  protected readonly problem = computed(() => {
    const screen = this.screen();
    if (screen.kind !== 'failed') return null;
    return {
      title: `errors.media.${screen.code}.title.screen`,
      step: `errors.media.${screen.code}.step.${stepFor(screen.code, this.#signs)}`,
      retriable: canRetry(screen.code),
    };
  });
}
