import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { EndedScene } from '../call-ended/ended-scene';

/** A link whose last part cannot be the name of a room. */
@Component({
  selector: 'app-room-refused',
  imports: [EndedScene, RouterLink, TranslocoPipe],
  template: `
    <main class="card">
      <app-ended-scene class="scene" reason="nowhere" />
      <div class="words">
        <h1 class="title">{{ 'errors.roomRefused.title' | transloco }}</h1>
        <p class="typed" dir="auto">{{ room() }}</p>
        <p class="p-muted">{{ 'errors.roomRefused.rule' | transloco }}</p>
      </div>
      <div class="ways">
        <a class="p-button" routerLink="/">{{ 'errors.roomRefused.home' | transloco }}</a>
      </div>
    </main>
  `,
  styleUrls: ['../call-ended/call-ended.scss', './room-refused.scss'],
})
export class RoomRefused {
  /** As it stands in the address. */
  readonly room = input.required<string>();
}
