import { Component, booleanAttribute, computed, effect, inject, input, linkedSignal } from '@angular/core';
import { Router } from '@angular/router';
import { parseRoomName } from '@parley/protocol';
import { RoomRefused } from '../room-refused/room-refused';
import { RoomVisit } from '../room-visit/room-visit';

/**
 * The route `/:room`. A visit is made anew for every room and every return, so that a link to another room
 * leaves this one like closing the tab would.
 */
@Component({
  selector: 'app-room-page',
  imports: [RoomRefused, RoomVisit],
  template: `
    @if (id(); as id) {
      @for (visit of visits(); track visit) {
        <app-room-visit
          [room]="id"
          [name]="name()"
          [autoJoin]="autoJoin()"
          [muted]="muted()"
          [cameraOff]="camera()"
          (again)="again($event)"
        />
      }
    } @else {
      <app-room-refused [room]="room()" />
    }
  `,
})
export class RoomPage {
  readonly #router = inject(Router);

  /** From the path, as typed. */
  readonly room = input.required<string>();
  /** From `?name=`: what to be called. */
  readonly name = input<string>();
  /** From `?join`: enter without the form. */
  readonly join = input(false, { transform: booleanAttribute });
  /** From `?muted`: come with the microphone off. */
  readonly muted = input(false, { transform: booleanAttribute });
  /** From `?camera=off`: come with the camera off. No link can switch on what the person left off. */
  readonly camera = input(false, { transform: (value: unknown) => value === 'off' });

  protected readonly id = computed(() => parseRoomName(this.room()));
  /** Returns to this room. */
  protected readonly count = linkedSignal({ source: this.id, computation: () => 0 });
  /** The first visit enters at once if the link says so, a later one if the person was in already. */
  protected readonly autoJoin = linkedSignal({
    source: () => ({ id: this.id(), join: this.join() }),
    computation: ({ join }) => join,
  });
  protected readonly visits = computed(() => [`${this.id() ?? ''} ${this.count()}`]);

  constructor() {
    // One room, one address: /Tea_Time and /tea-time must not look like two.
    effect(() => {
      const id = this.id();
      if (id !== null && id !== this.room()) {
        void this.#router.navigate(['/', id], { replaceUrl: true, queryParamsHandling: 'preserve' });
      }
    });
  }

  protected again(how: 'now' | 'lobby'): void {
    this.autoJoin.set(how === 'now');
    this.count.update((count) => count + 1);
  }
}
