import { Component, inject, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { LIMITS } from '@parley/protocol';
import { CLOCK } from '../../core/browser-apis';
import { Language } from '../../core/language';
import { RecentRooms } from '../../core/recent-rooms';
import { LanguageSwitch } from '../language-switch/language-switch';
import { RecentRoomsList } from '../recent-rooms-list/recent-rooms-list';
import { newRoomName } from '../new-room';
import { chooseRoom, type RoomProblem } from '../room-link';
import { TableScene } from '../table-scene/table-scene';
import { Logo } from '../../ui/logo/logo';

/** The first page: begin a meeting, or go to one. */
@Component({
  selector: 'app-home-page',
  imports: [LanguageSwitch, Logo, RecentRoomsList, RouterLink, TableScene, TranslocoPipe],
  templateUrl: './home-page.html',
  styleUrl: './home-page.scss',
})
export class HomePage {
  readonly #router = inject(Router);
  readonly #language = inject(Language);

  protected readonly limits = LIMITS.roomName;
  protected readonly now = inject(CLOCK)();
  protected readonly recent = inject(RecentRooms);
  protected readonly rooms = toSignal(this.recent.rooms$, { requireSync: true });
  protected readonly languages = this.#language.available;
  protected readonly language = toSignal(this.#language.language$, { requireSync: true });
  protected readonly problem = signal<RoomProblem | null>(null);

  protected newMeeting(): void {
    this.#open(newRoomName());
  }

  protected enter(event: Event, field: HTMLInputElement): void {
    event.preventDefault();
    const { room, problem } = chooseRoom(field.value);
    this.problem.set(problem);
    if (room === null) field.focus();
    else this.#open(room);
  }

  protected speak(tag: string): void {
    void this.#language.choose(tag);
  }

  #open(room: string): void {
    void this.#router.navigate(['/', room]);
  }
}
