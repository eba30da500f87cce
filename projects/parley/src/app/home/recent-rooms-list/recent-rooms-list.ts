import { Component, computed, ElementRef, inject, input, output, signal, viewChild } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { RoomId } from '@parley/protocol';
import type { RecentRoom } from '../../core/recent-rooms';
import { shortRoomName } from '../../core/room-name';
import { timeAgo } from '../time-ago';

/** The rooms this person was in, each a link; one or all can be forgotten. */
@Component({
  selector: 'app-recent-rooms-list',
  imports: [RouterLink, TranslocoPipe],
  templateUrl: './recent-rooms-list.html',
  styleUrl: './recent-rooms-list.scss',
})
export class RecentRoomsList {
  readonly #host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  readonly rooms = input.required<readonly RecentRoom[]>();
  /** Milliseconds since the epoch, to tell how long ago a visit was. */
  readonly now = input.required<number>();
  /** BCP 47 tag, for times. */
  readonly language = input.required<string>();

  readonly forget = output<RoomId>();
  readonly forgetAll = output();
  /** The last room is about to go, and with it what has the focus. */
  readonly listEmptied = output();

  protected readonly confirm = viewChild.required<ElementRef<HTMLDialogElement>>('confirm');
  protected readonly forgotten = signal<string | null>(null);
  protected readonly rows = computed(() =>
    this.rooms().map(({ room, visitedAt }) => ({
      room,
      ...shortRoomName(room),
      ago: timeAgo(visitedAt, this.now(), this.language()),
    })),
  );

  protected forgetOne(room: RoomId, index: number): void {
    // Whoever uses a keyboard stays in the list: on the next row, else on the one before.
    const buttons = [...this.#host.querySelectorAll<HTMLButtonElement>('.forget')];
    const neighbour = buttons[index + 1] ?? buttons[index - 1];
    this.forget.emit(room);
    this.forgotten.set(room);
    if (neighbour === undefined) this.listEmptied.emit();
    else neighbour.focus();
  }

  protected forgetEvery(): void {
    this.confirm().nativeElement.close();
    this.forgetAll.emit();
    this.listEmptied.emit();
  }
}
