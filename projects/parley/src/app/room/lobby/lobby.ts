import {
  afterNextRender,
  Component,
  computed,
  type ElementRef,
  inject,
  input,
  linkedSignal,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { DisplayNameSchema, LIMITS } from '@parley/protocol';
import * as v from 'valibot';
import { arrived } from '../../core/arrived';
import { WINDOW } from '../../core/browser-apis';
import { whenIdle$ } from '../../core/idle';
import { shortRoomName } from '../../core/room-name';
import { type DeviceChoices, type DeviceKind, isWanted, type LocalMedia } from '../../media/local-media';
import { Avatar } from '../../ui/avatar/avatar';
import { Icon } from '../../ui/icon/icon';
import { IconToggle } from '../../ui/icon-toggle/icon-toggle';
import { MediaStreamDirective } from '../../ui/media-stream/media-stream';
import { StatusBanner } from '../../ui/status-banner/status-banner';
import { CallDialog } from '../call-view/call-dialog';
import { DeviceSettings } from '../device-settings/device-settings';
import { LevelBar } from '../device-settings/level-bar';
import { joinAdvice } from './join-advice';
import { mediaProblems } from './media-advice';
import { MediaProblemCard } from './media-problem-card';

/**
 * Before the call: how the others will see and hear us, our name, and Join. No trouble with a device ever
 * stands in the way of joining.
 */
@Component({
  selector: 'app-lobby',
  imports: [
    Avatar,
    CallDialog,
    DeviceSettings,
    Icon,
    IconToggle,
    LevelBar,
    MediaProblemCard,
    MediaStreamDirective,
    RouterLink,
    StatusBanner,
    TranslocoPipe,
  ],
  templateUrl: './lobby.html',
  styleUrl: './lobby.scss',
})
export class Lobby {
  readonly #window = inject(WINDOW);

  readonly room = input.required<string>();
  /** What the name field starts with. */
  readonly name = input('');
  readonly media = input.required<LocalMedia>();
  readonly devices = input.required<DeviceChoices>();
  /** How loud our microphone is, 0 to 1. */
  readonly level = input(0);
  /** Our own picture. */
  readonly stream = input<MediaStream | null>(null);
  /** The camera looks at us, so that we know ourselves as in a mirror. */
  readonly mirrored = input(true);
  readonly canFlip = input(false);
  readonly joining = input(false);
  /** Why joining failed: a code, which `joinAdvice` turns into words. */
  readonly problem = input<string | null>(null);
  readonly offline = input(false);

  /** A name the service accepts. */
  readonly join = output<string>();
  readonly toggleMicrophone = output();
  readonly toggleCamera = output();
  readonly choose = output<{ readonly kind: DeviceKind; readonly id: string }>();
  readonly flipCamera = output();
  /** Ask for the devices again; what was wanted before. */
  readonly retry = output<{ readonly microphone: boolean; readonly camera: boolean }>();
  readonly home = output();

  protected readonly nameField = viewChild.required<ElementRef<HTMLInputElement>>('nameField');
  protected readonly maxLength = LIMITS.displayName.max;
  protected readonly typed = linkedSignal(() => this.name());
  /** Why the name cannot be used: there is none, or a link brought one that is too long. */
  protected readonly nameProblem = linkedSignal<'nameMissing' | 'nameTooLong' | null>(() =>
    isTooLong(this.name()) ? 'nameTooLong' : null,
  );
  protected readonly choosing = signal(false);
  protected readonly devicesCode = arrived(
    () => Promise.all([import('../call-view/call-dialog'), import('../device-settings/device-settings')]),
    whenIdle$,
  );
  /** A meeting made with one click has only an id, which says nothing to anybody. */
  protected readonly named = computed(() => !shortRoomName(this.room()).generated);
  protected readonly problems = computed(() => mediaProblems(this.media()));
  protected readonly advice = computed(() => {
    const code = this.problem();
    return code === null || this.offline() ? null : joinAdvice(code);
  });
  /** Something that looking closer may explain; without a network there is nothing to look at. */
  protected readonly troubled = computed(
    () => !this.offline() && (this.advice()?.checkable === true || this.problems().length > 0),
  );
  protected readonly microphoneWanted = computed(() => isWanted(this.media().microphone));
  protected readonly cameraWanted = computed(() => isWanted(this.media().camera));

  constructor() {
    // So that Enter joins at once. Not on a touch screen: its keyboard would cover the picture.
    afterNextRender(() => {
      if (this.#window.matchMedia('(hover: hover) and (pointer: fine)').matches) {
        this.nameField().nativeElement.focus({ preventScroll: true });
      }
    });
  }

  protected type(): void {
    this.typed.set(this.nameField().nativeElement.value);
    this.nameProblem.set(null);
  }

  protected submit(event: Event): void {
    event.preventDefault();
    if (this.joining()) return;
    const name = v.safeParse(DisplayNameSchema, this.typed());
    this.nameProblem.set(name.success ? null : isTooLong(this.typed()) ? 'nameTooLong' : 'nameMissing');
    if (name.success) this.join.emit(name.output);
    else this.nameField().nativeElement.focus();
  }

  protected tryAgain(): void {
    const { microphone, camera } = this.media();
    this.retry.emit({ microphone: microphone.kind !== 'off', camera: camera.kind !== 'off' });
  }

  protected reload(): void {
    this.#window.location.reload();
  }
}

function isTooLong(name: string): boolean {
  return name.trim().length > LIMITS.displayName.max;
}
