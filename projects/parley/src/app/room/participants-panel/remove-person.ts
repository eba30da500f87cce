import { Component, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';

/** Asks once more before somebody is sent away. Fills a dialog, which names them. */
@Component({
  selector: 'app-remove-person',
  imports: [TranslocoPipe],
  template: `
    <p>{{ 'people.removal.body' | transloco }}</p>
    <div class="ways">
      <button type="button" class="p-button p-button-danger" (click)="answer.emit(true)">
        {{ 'people.removal.yes' | transloco }}
      </button>
      <button type="button" class="p-button p-button-quiet" (click)="answer.emit(false)">
        {{ 'people.removal.no' | transloco }}
      </button>
    </div>
  `,
  styleUrl: './remove-person.scss',
})
export class RemovePerson {
  /** Whether they are to go. */
  readonly answer = output<boolean>();
}
