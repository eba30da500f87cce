import { Component, input } from '@angular/core';
import type { EndedReason } from './ended-reason';

/**
 * The lit table again, and what became of your chair; `nowhere`: a table at which nobody can sit. Decoration only: the words
 * beside it say the same.
 */
@Component({
  selector: 'app-ended-scene',
  templateUrl: './ended-scene.html',
  styleUrl: './ended-scene.scss',
  host: { 'aria-hidden': 'true' },
})
export class EndedScene {
  readonly reason = input.required<EndedReason | 'nowhere'>();
}
