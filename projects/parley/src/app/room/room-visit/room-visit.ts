import { Component, DestroyRef, type OnInit, computed, effect, inject, input, output } from '@angular/core';
import { Router } from '@angular/router';
import { DisplayNameSchema, type RoomId } from '@parley/protocol';
import * as v from 'valibot';
import { CallActivity } from '../../core/call-activity';
import { RecentRooms } from '../../core/recent-rooms';
import { UserPreferences } from '../../core/user-preferences';
import { isWanted } from '../../media/local-media';
import { MediaService } from '../../media/media-service';
import { CallEnded } from '../call-ended/call-ended';
import { CallView } from '../call-view/call-view';
import { Lobby } from '../lobby/lobby';
import { provideRoomScope } from '../room-scope';
import { RoomSession } from '../room-session';
import { RoomViewModel } from '../room-view-model';

/** One visit: lobby, call, end. Everything it opened is closed with it. */
@Component({
  selector: 'app-room-visit',
  imports: [CallEnded, CallView, Lobby],
  providers: [provideRoomScope()],
  templateUrl: './room-visit.html',
  styles: ':host { display: block; block-size: 100dvh; }',
  host: { '(window:pagehide)': 'hidden()', '(window:pageshow)': 'shown($event)' },
})
export class RoomVisit implements OnInit {
  readonly #router = inject(Router);
  readonly #preferences = inject(UserPreferences);
  readonly #recent = inject(RecentRooms);
  protected readonly media = inject(MediaService);
  protected readonly session = inject(RoomSession);
  protected readonly view = inject(RoomViewModel);

  #neverJoined = false;

  readonly room = input.required<RoomId>();
  /** A name the link suggests; the one used last time otherwise. */
  readonly name = input<string>();
  /** Enter without the form, as far as there is a usable name. */
  readonly autoJoin = input(false);
  /** The link asks to come without sound, or without a picture. What the person prefers is not changed by it. */
  readonly muted = input(false);
  readonly cameraOff = input(false);
  /** The person wants in again after the end: `now`, or through the lobby. */
  readonly again = output<'now' | 'lobby'>();

  protected readonly initialName = computed(() => {
    const suggested = this.name() ?? '';
    return suggested.trim() === '' ? this.view.preferences().name : suggested;
  });
  protected readonly problem = computed(() => {
    const state = this.view.state();
    return state.phase === 'lobby' ? state.problem : null;
  });

  constructor() {
    const activity = inject(CallActivity);
    effect(() => activity.set(this.view.state().phase === 'call'));
    inject(DestroyRef).onDestroy(() => activity.set(false));
  }

  ngOnInit(): void {
    const { microphoneOn, cameraOn } = this.#preferences.preferences$.value;
    this.session.open(this.room());
    void this.media.start({
      microphone: microphoneOn && !this.muted(),
      camera: cameraOn && !this.cameraOff(),
    });
    const name = v.safeParse(DisplayNameSchema, this.initialName());
    if (this.autoJoin() && name.success) this.join(name.output);
  }

  protected join(name: string): void {
    this.#preferences.update({ name });
    this.#recent.add(this.room());
    this.session.join(name);
  }

  protected toggle(source: 'microphone' | 'camera'): void {
    const on = !isWanted(this.view.media()[source]);
    this.#preferences.update(source === 'camera' ? { cameraOn: on } : { microphoneOn: on });
    void this.media.setOn(source, on);
  }

  /** Going back closes the call. The browser may keep the page to show it again, and must find nothing running. */
  protected hidden(): void {
    this.#neverJoined = this.view.state().phase === 'lobby';
    this.session.leave();
  }

  /** https://web.dev/articles/bfcache: the page comes back as it was left, which for a lobby is a new one. */
  protected shown({ persisted }: PageTransitionEvent): void {
    if (persisted && this.#neverJoined) this.again.emit('lobby');
  }

  protected home(): void {
    void this.#router.navigateByUrl('/');
  }
}
