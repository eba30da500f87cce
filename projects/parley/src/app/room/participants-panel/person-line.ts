import { Component, computed, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Avatar } from '../../ui/avatar/avatar';
import { Icon } from '../../ui/icon/icon';
import { nameInText } from '../name-in-text';
import type { LinkHealth, Person } from '../tile';

const HEALTH_TEXT: Readonly<Record<LinkHealth, string | null>> = {
  fine: null,
  connecting: 'people.health.connecting',
  weak: 'people.health.weak',
  restarting: 'people.health.restarting',
  rebuilding: 'people.health.rebuilding',
  lost: 'people.health.lost',
};

/** One of the people: who, and what of them can be heard and seen. */
@Component({
  selector: 'app-person-line',
  imports: [Avatar, Icon, TranslocoPipe],
  templateUrl: './person-line.html',
  styleUrl: './person-line.scss',
})
export class PersonLine {
  readonly person = input.required<Person>();
  /** The reader may send this person away, unless it is the reader. */
  readonly removable = input(false);
  /** The reader wishes it; whether they mean it is still to be asked. */
  readonly remove = output();

  protected readonly nameInText = nameInText;
  protected readonly health = computed(() => HEALTH_TEXT[this.person().health]);
}
