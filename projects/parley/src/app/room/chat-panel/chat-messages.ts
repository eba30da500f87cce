import {
  afterRenderEffect,
  Component,
  DOCUMENT,
  effect,
  type ElementRef,
  inject,
  input,
  linkedSignal,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { ChatMessage, ParticipantId } from '@parley/protocol';
import { Icon } from '../../ui/icon/icon';
import { ChatPage } from './chat-page';
import { type ChatPage as Page, chatPages } from './chat-rows';

/** Closer to the end than this counts as the end: half a line, a rounded pixel, a zoomed page. */
const END_PX = 32;

/** The conversation, which follows its newest message until the reader scrolls up. */
@Component({
  selector: 'app-chat-messages',
  imports: [ChatPage, Icon, TranslocoPipe],
  templateUrl: './chat-messages.html',
  styleUrl: './chat-messages.scss',
  host: { '(document:visibilitychange)': 'visible.set(isVisible())' },
})
export class ChatMessages {
  readonly messages = input.required<readonly ChatMessage[]>();
  readonly selfId = input.required<ParticipantId>();
  /** Whether the newest message is before the reader's eyes. */
  readonly reading = output<boolean>();

  readonly #document = inject(DOCUMENT);
  private readonly scroller = viewChild.required<ElementRef<HTMLElement>>('scroller');
  private readonly list = viewChild.required<ElementRef<HTMLElement>>('list');
  protected readonly following = signal(true);
  #top = 0;
  protected readonly visible = signal(this.isVisible());
  protected readonly pages = linkedSignal<Shown, readonly Page[]>({
    source: () => ({ messages: this.messages(), selfId: this.selfId() }),
    computation: ({ messages, selfId }, previous) => chatPages(messages, selfId, previous?.value),
  });

  /** Something arrived below what the reader looks at. What they write themselves is followed, see `follow`. */
  protected readonly newBelow = linkedSignal<Position, boolean>({
    source: () => ({ following: this.following(), messages: this.messages() }),
    computation: ({ following, messages }, previous) =>
      !following && previous !== undefined && (previous.value || previous.source.messages !== messages),
  });

  constructor() {
    effect(() => this.reading.emit(this.following() && this.visible()));
    afterRenderEffect((onCleanup) =>
      onCleanup(this.#watchSizes(this.scroller().nativeElement, this.list().nativeElement)),
    );
  }

  /** Goes to the newest message and stays with it. */
  follow(): void {
    // The end is in sight already, and stays there.
    if (this.following()) return;
    this.following.set(true);
    this.#scrollToEnd();
  }

  protected jump(): void {
    this.follow();
    // The button is about to go; the keyboard stays in the list.
    this.scroller().nativeElement.focus();
  }

  protected scrolled(): void {
    if (this.#atEnd()) this.following.set(true);
    // The end can also move away by itself, and a late event tells of a scroll of ours: only a reader goes up.
    else if (this.#wentUp()) this.following.set(false);
    this.#top = this.scroller().nativeElement.scrollTop;
  }

  protected isVisible(): boolean {
    return this.#document.visibilityState === 'visible';
  }

  /**
   * Messages come, the keyboard of a phone or a growing draft takes room from the list, another width breaks its lines
   * elsewhere, and what comes near gets its true height: the end stays in sight. Sizes are known once a frame, so
   * nobody has to ask for them in between.
   */
  #watchSizes(scroller: HTMLElement, list: HTMLElement): () => void {
    const observer = new ResizeObserver(() => {
      if (this.#atEnd()) this.#top = scroller.scrollTop;
      // A reader may have gone up in this very frame, before the event that tells of it.
      else if (this.following() && !this.#wentUp()) this.#scrollToEnd();
    });
    observer.observe(scroller);
    observer.observe(list);
    return () => observer.disconnect();
  }

  #atEnd(): boolean {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller().nativeElement;
    return scrollHeight - scrollTop - clientHeight <= END_PX;
  }

  #wentUp(): boolean {
    return this.scroller().nativeElement.scrollTop < this.#top;
  }

  #scrollToEnd(): void {
    const scroller = this.scroller().nativeElement;
    scroller.scrollTop = scroller.scrollHeight;
    this.#top = scroller.scrollTop;
  }
}

interface Shown {
  readonly messages: readonly ChatMessage[];
  readonly selfId: ParticipantId;
}

interface Position {
  readonly following: boolean;
  readonly messages: readonly ChatMessage[];
}
