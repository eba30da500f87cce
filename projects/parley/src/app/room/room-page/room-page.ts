import { Component, input } from '@angular/core';

/** One visit to one room. */
@Component({ selector: 'app-room-page', template: '<h1>{{ room() }}</h1>' })
export class RoomPage {
  readonly room = input.required<string>();
}
