import { ApplicationRef, DestroyRef, Service, computed, inject, signal } from '@angular/core';
import { takeUntilDestroyed, toSignal } from '@angular/core/rxjs-interop';
import { map, merge, skip } from 'rxjs';
import { ChatService } from '../chat/chat-service';
import { Online } from '../core/online';
import { UserPreferences } from '../core/user-preferences';
import { canFlip, isMirrored } from '../media/facing';
import type { SourceState } from '../media/local-media';
import { MediaService } from '../media/media-service';
import { PeerService } from '../peer/peer-service';
import { SignalingClient } from '../signaling/signaling-client';
import { mediaNotices } from './media-notices';
import { NoticeBoard } from './notice-board';
import { RoomSession } from './room-session';
import { signalingLost } from './signaling-lost';
import { people, tiles } from './tiles';

/** A panel beside the call. */
export type Panel = 'chat' | 'people';

/** Own level at which the ring around our own tile lights up. */
const SPEAKING_LEVEL = 0.15;

/**
 * What the screens of one visit show, as signals: the only bridge from the services' observables. It holds no
 * fact of its own but which panel is open and which tile is pinned.
 */
@Service({ autoProvided: false })
export class RoomViewModel {
  readonly #media = inject(MediaService);
  readonly #session = inject(RoomSession);
  readonly #peers = inject(PeerService);
  readonly #chat = inject(ChatService);
  readonly #board = new NoticeBoard();

  readonly state = toSignal(this.#session.state$, { requireSync: true });
  readonly roster = toSignal(this.#session.roster$, { requireSync: true });
  readonly media = toSignal(this.#media.media$, { requireSync: true });
  readonly devices = toSignal(this.#media.devices$, { requireSync: true });
  readonly level = toSignal(this.#media.level$, { initialValue: 0 });
  readonly messages = toSignal(this.#chat.log$.pipe(map((log) => log.messages)), { requireSync: true });
  readonly unread = toSignal(this.#chat.unread$, { requireSync: true });
  readonly notices = toSignal(this.#board.notices$, { requireSync: true });
  /** The service could not be reached for a while: newcomers wait, running links do not mind. */
  readonly signalingLost = toSignal(signalingLost(inject(SignalingClient).connection$), {
    initialValue: false,
  });
  /** This device has a network at all. */
  readonly online = toSignal(inject(Online).online$, { requireSync: true });
  readonly preferences = toSignal(inject(UserPreferences).preferences$, { requireSync: true });
  readonly #links = toSignal(this.#peers.links$, { requireSync: true });
  readonly #speaking = toSignal(this.#peers.speaking$, { requireSync: true });

  /** Which panel is open beside the call. */
  readonly panel = signal<Panel | null>(null);
  /** Key of the tile a person chose to see large. */
  readonly pinned = signal<string | null>(null);

  readonly self = computed(() => this.roster().self);
  /** We may send others away. */
  readonly hosting = computed(() => this.self()?.role === 'host');
  readonly #cameraTrack = computed(() => trackOf(this.media().camera));
  readonly #screenTrack = computed(() => trackOf(this.media().screen));
  /** Our own pictures, to look at: nothing of them travels by these streams. */
  readonly ownCamera = computed(() => streamOf(this.#cameraTrack()));
  readonly #ownScreen = computed(() => streamOf(this.#screenTrack()));
  readonly mirrorSelf = computed(() => isMirrored(this.media()));
  readonly canFlip = computed(() => canFlip(this.media(), this.devices()));
  /** Where sound comes out; `null` for the browser's default. */
  readonly speakerId = computed(() => this.devices().speaker.selected);
  readonly #ownSpeaking = computed(() => this.level() >= SPEAKING_LEVEL);

  readonly #facts = computed(() => ({
    roster: this.roster(),
    links: this.#links(),
    speaking: this.#speaking(),
    own: {
      media: {
        revision: 0,
        microphone: this.media().microphone.kind === 'on',
        camera: this.#cameraTrack() !== null,
        screen: this.#screenTrack() !== null,
      },
      speaking: this.#ownSpeaking(),
      camera: this.ownCamera(),
      screen: this.#ownScreen(),
    },
  }));

  /** Every picture of the call, others first. */
  readonly tiles = computed(() => tiles(this.#facts()));
  /** Every participant, ourselves first. */
  readonly people = computed(() => people(this.#facts()));
  /** What to play: one stream for each remote participant. */
  readonly voices = computed(() =>
    [...this.#links()].flatMap(([id, { streams }]) => (streams ? [{ id, stream: streams.microphone }] : [])),
  );

  constructor() {
    const shown = this.#board.show(merge(this.#session.events$, mediaNotices(this.#media)));
    inject(DestroyRef).onDestroy(() => shown.unsubscribe());
    this.#showMessagesAtOnce();
  }

  /** A message is on the screen before anything else the page has to do: people wait for it. */
  #showMessagesAtOnce(): void {
    const app = inject(ApplicationRef);
    this.#chat.log$.pipe(skip(1), takeUntilDestroyed()).subscribe(() => app.tick());
  }
}

/** What the system holds back is black or frozen: nobody wants to see that, ourselves included. */
function trackOf(source: SourceState): MediaStreamTrack | null {
  return source.kind === 'on' ? source.track : null;
}

function streamOf(track: MediaStreamTrack | null): MediaStream | null {
  return track ? new MediaStream([track]) : null;
}
