import { Component, type ElementRef, input, output, viewChild } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from '../../ui/icon/icon';
import type { Person } from '../tile';
import { PersonLine } from './person-line';

/** Who is here. Fills its container, which names the region; what is projected, such as an invitation, follows the list. */
@Component({
  selector: 'app-participants-panel',
  imports: [Icon, PersonLine, TranslocoPipe],
  templateUrl: './participants-panel.html',
  styleUrl: './participants-panel.scss',
  host: { '(keydown.escape)': 'escape($event)' },
})
export class ParticipantsPanel {
  /** In the order to show. */
  readonly people = input.required<readonly Person[]>();
  /** The reader is the host. */
  readonly hosting = input(false);
  /** The reader wishes this person gone. */
  readonly remove = output<Person>();
  /** The reader is done. */
  readonly closed = output();

  private readonly body = viewChild.required<ElementRef<HTMLElement>>('body');

  /** Gives the focus to the list, when the line that had it is about to go. */
  focusList(): void {
    this.body().nativeElement.focus();
  }

  protected escape(event: Event): void {
    event.stopPropagation();
    this.closed.emit();
  }
}
