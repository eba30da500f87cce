import {
  Component,
  DOCUMENT,
  type ElementRef,
  afterNextRender,
  computed,
  inject,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { toObservable } from '@angular/core/rxjs-interop';
import { TranslocoPipe } from '@jsverse/transloco';
import type { RoomId } from '@parley/protocol';
import { ChatService } from '../../chat/chat-service';
import { arrived } from '../../core/arrived';
import { MEDIA_DEVICES } from '../../core/browser-apis';
import { whenIdle$ } from '../../core/idle';
import { MediaService } from '../../media/media-service';
import { PeerService } from '../../peer/peer-service';
import { ChatPanel } from '../chat-panel/chat-panel';
import { warmUpChat } from '../chat-panel/chat-warm-up';
import { ConnectionHint } from '../connection-hint/connection-hint';
import { ControlBar } from '../control-bar/control-bar';
import { DeviceSettings } from '../device-settings/device-settings';
import { Invite } from '../invite/invite';
import { Notices } from '../notices/notices';
import { nameInText } from '../name-in-text';
import { ParticipantsPanel } from '../participants-panel/participants-panel';
import { RemovePerson } from '../participants-panel/remove-person';
import { RoomSession } from '../room-session';
import { RoomViewModel } from '../room-view-model';
import { ScreenProblem } from '../screen-problem/screen-problem';
import type { ShortcutAction } from '../shortcuts/key-map';
import { Shortcuts } from '../shortcuts/shortcuts';
import { ShortcutsDialog } from '../shortcuts/shortcuts-dialog';
import { IdleFade } from '../stage/idle-fade';
import { Stage } from '../stage/stage';
import type { Person } from '../tile';
import { CallDialog } from './call-dialog';
import { Fullscreen } from './fullscreen';
import { ScreenWakeLock } from './screen-wake-lock';
import { Voices } from './voices';

/** A call: the stage, what happens on it, and everything one can do. It composes; others draw. */
@Component({
  selector: 'app-call-view',
  imports: [
    CallDialog,
    ChatPanel,
    ConnectionHint,
    ControlBar,
    DeviceSettings,
    IdleFade,
    Invite,
    Notices,
    ParticipantsPanel,
    RemovePerson,
    ScreenProblem,
    Shortcuts,
    ShortcutsDialog,
    Stage,
    TranslocoPipe,
    Voices,
  ],
  providers: [Fullscreen, ScreenWakeLock],
  templateUrl: './call-view.html',
  styleUrl: './call-view.scss',
  host: { 'data-theme': 'stage' },
})
export class CallView {
  protected readonly view = inject(RoomViewModel);
  protected readonly media = inject(MediaService);
  protected readonly chat = inject(ChatService);
  protected readonly peers = inject(PeerService);
  protected readonly fullscreen = inject(Fullscreen);
  readonly #session = inject(RoomSession);
  readonly #origin = inject(DOCUMENT).location.origin;
  private readonly bar = viewChild.required(ControlBar);
  private readonly peoplePanel = viewChild<ParticipantsPanel>('people');
  private readonly main = viewChild.required<ElementRef<HTMLElement>>('main');

  readonly room = input.required<RoomId>();
  readonly toggleSource = output<'microphone' | 'camera'>();
  readonly leave = output();

  protected readonly link = computed(() => `${this.#origin}/${this.room()}`);
  protected readonly canShare = canShareScreen(inject(MEDIA_DEVICES));
  protected readonly sharing = computed(() => this.view.media().screen.kind === 'on');
  /** The browser wants a tap before it plays sound. */
  protected readonly soundBlocked = signal(false);
  protected readonly draft = signal('');
  protected readonly dialog = signal<'devices' | 'invite' | null>(null);
  /** Whom the host wishes gone, until they said that they mean it. */
  protected readonly removing = signal<Person | null>(null);
  protected readonly nameInText = nameInText;
  protected readonly chatCode = arrived(() => import('../chat-panel/chat-panel'), whenIdle$);
  protected readonly peopleCode = arrived(
    () => import('../participants-panel/participants-panel'),
    whenIdle$,
  );
  protected readonly devicesCode = arrived(
    () => import('../device-settings/device-settings'),
    toObservable(computed(() => this.dialog() === 'devices')),
  );
  protected readonly help = signal(false);
  protected readonly keysOn = signal(true);

  constructor() {
    inject(ScreenWakeLock);
    warmUpChat();
    // The lobby that had the focus is gone; a screen reader goes on with the name of the call.
    afterNextRender(() => this.main().nativeElement.focus({ preventScroll: true }));
  }

  protected toggleShare(): void {
    if (this.sharing()) this.media.stopSharing();
    else void this.media.shareScreen();
  }

  /** The panel's own button or Escape: the focus goes back to where the panel was opened. */
  protected panelClosed(): void {
    const panel = this.view.panel();
    this.#closePanel();
    if (panel) this.bar().focusPanelButton(panel);
  }

  /** The browser says so a moment after the dialog is gone: by then the key of another one may have been pressed. */
  protected dialogClosed(closed: 'devices' | 'invite'): void {
    this.dialog.update((dialog) => (dialog === closed ? null : dialog));
  }

  protected togglePanel(panel: 'chat' | 'people'): void {
    if (this.view.panel() === panel) this.#closePanel();
    else this.view.panel.set(panel);
    if (panel !== 'chat') this.chat.setReading(false);
  }

  protected remove({ id }: Person, sure: boolean): void {
    if (!sure) return;
    this.peoplePanel()?.focusList();
    void this.#session.remove(id);
  }

  #closePanel(): void {
    this.view.panel.set(null);
    this.chat.setReading(false);
  }

  protected hear(voices: Voices): void {
    this.soundBlocked.set(false);
    voices.play();
  }

  protected run(action: ShortcutAction): void {
    const actions: Record<ShortcutAction, () => void> = {
      microphone: () => this.toggleSource.emit('microphone'),
      camera: () => this.toggleSource.emit('camera'),
      share: () => this.canShare && this.toggleShare(),
      chat: () => this.togglePanel('chat'),
      people: () => this.togglePanel('people'),
      invite: () => this.dialog.set('invite'),
      devices: () => this.dialog.set('devices'),
      fullscreen: () => this.fullscreen.available && this.fullscreen.toggle(),
      help: () => this.help.set(true),
      leave: () => this.leave.emit(),
    };
    actions[action]();
  }
}

function canShareScreen(devices: MediaDevices | null): boolean {
  return devices !== null && 'getDisplayMedia' in devices;
}
