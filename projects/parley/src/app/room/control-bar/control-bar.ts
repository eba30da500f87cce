import { Component, type ElementRef, computed, input, output, signal, viewChild } from '@angular/core';
import { toObservable } from '@angular/core/rxjs-interop';
import { TranslocoPipe } from '@jsverse/transloco';
import { merge } from 'rxjs';
import { arrived } from '../../core/arrived';
import { isWanted, type SourceState } from '../../media/local-media';
import { BarFace } from './bar-face';
import { MoreMenu } from './more-menu';
import { SourceProblem } from './source-problem';

type Panel = 'chat' | 'people';

/** Everything one does in a call, in one row; what is needed rarely is behind "More". */
@Component({
  selector: 'app-control-bar',
  imports: [BarFace, MoreMenu, SourceProblem, TranslocoPipe],
  templateUrl: './control-bar.html',
  styleUrl: './control-bar.scss',
  host: { 'data-theme': 'stage' },
})
export class ControlBar {
  readonly microphone = input.required<SourceState>();
  readonly camera = input.required<SourceState>();
  readonly sharing = input(false);
  readonly canShare = input(true);
  readonly canFlip = input(false);
  readonly canFullscreen = input(false);
  readonly fullscreen = input(false);
  /** The open panel. */
  readonly panel = input<Panel | null>(null);
  /** Messages not read yet. */
  readonly unread = input(0);
  /** People in the room, oneself included. */
  readonly people = input(0);

  readonly toggleMicrophone = output();
  readonly toggleCamera = output();
  readonly flipCamera = output();
  readonly toggleShare = output();
  readonly togglePanel = output<Panel>();
  readonly openDevices = output();
  readonly openInvite = output();
  readonly openShortcuts = output();
  readonly toggleFullscreen = output();
  readonly leave = output();

  protected readonly menuNear = signal(false);
  protected readonly menuWanted = signal(false);
  /** Few calls need the menu: its code is asked for when More is about to be pressed, or is. */
  protected readonly menuCode = arrived(
    () => import('./more-menu'),
    merge(toObservable(this.menuNear), toObservable(this.menuWanted)),
  );
  private readonly chatButton = viewChild.required<ElementRef<HTMLButtonElement>>('chatButton');
  private readonly peopleButton = viewChild.required<ElementRef<HTMLButtonElement>>('peopleButton');

  protected readonly microphoneOn = computed(() => isWanted(this.microphone()));
  protected readonly cameraOn = computed(() => isWanted(this.camera()));
  protected readonly microphoneProblem = computed(() => problemOf(this.microphone()));
  protected readonly cameraProblem = computed(() => problemOf(this.camera()));
  protected readonly microphoneKey = computed(() => (this.microphoneOn() ? 'mute' : 'unmute'));
  protected readonly cameraKey = computed(() => (this.cameraOn() ? 'cameraOff' : 'cameraOn'));
  protected readonly shareKey = computed(() => (this.sharing() ? 'stopSharing' : 'share'));
  protected readonly unreadMark = computed(() => (this.unread() === 0 ? null : atMost99(this.unread())));

  /** Gives the focus back to the button that opened `panel`, when the panel closed itself. */
  focusPanelButton(panel: Panel): void {
    const button = panel === 'chat' ? this.chatButton() : this.peopleButton();
    button.nativeElement.focus();
  }

  protected pressMicrophone(): void {
    // A press on a failed source opens the card that explains; its button tries again.
    if (this.microphoneProblem() === null) this.toggleMicrophone.emit();
  }

  protected pressCamera(): void {
    if (this.cameraProblem() === null) this.toggleCamera.emit();
  }
}

function problemOf(source: SourceState) {
  return source.kind === 'failed' ? source.code : null;
}

function atMost99(count: number): string {
  return count > 99 ? '99+' : String(count);
}
