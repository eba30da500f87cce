import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';

/** A link whose last part cannot be the name of a room. */
@Component({
  selector: 'app-room-refused',
  imports: [RouterLink, TranslocoPipe],
  template: `
    <main>
      <h1>{{ 'errors.roomRefused.title' | transloco }}</h1>
      <p class="typed" dir="auto">{{ room() }}</p>
      <p>{{ 'errors.roomRefused.rule' | transloco }}</p>
      <a routerLink="/">{{ 'errors.roomRefused.home' | transloco }}</a>
    </main>
  `,
  styleUrl: './room-refused.scss',
})
export class RoomRefused {
  /** As it stands in the address. */
  readonly room = input.required<string>();
}
