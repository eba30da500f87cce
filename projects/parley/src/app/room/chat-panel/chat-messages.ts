import {
  afterRenderEffect,
  Component,
  computed,
  DOCUMENT,
  effect,
  type ElementRef,
  inject,
  input,
  linkedSignal,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { ChatMessage, ParticipantId } from '@parley/protocol';
import { Icon } from '../../ui/icon/icon';
import { ChatBubble } from './chat-bubble';
import { chatRows } from './chat-rows';

/** Closer to the end than this counts as the end: half a line, a rounded pixel, a zoomed page. */
const END_PX = 32;

/** The conversation, which follows its newest message until the reader scrolls up. */
@Component({
  selector: 'app-chat-messages',
  imports: [ChatBubble, Icon, TranslocoPipe],
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
  readonly #following = signal(true);
  #top = 0;
  protected readonly visible = signal(this.isVisible());
  protected readonly rows = computed(() => chatRows(this.messages(), this.selfId()));

  /** Something arrived below what the reader looks at. What they write themselves is followed, see `follow`. */
  protected readonly newBelow = linkedSignal<Position, boolean>({
    source: () => ({ following: this.#following(), messages: this.messages() }),
    computation: ({ following, messages }, previous) =>
      !following && previous !== undefined && (previous.value || previous.source.messages !== messages),
  });

  constructor() {
    effect(() => this.reading.emit(this.#following() && this.visible()));
    afterRenderEffect(() => {
      this.rows();
      if (untracked(this.#following)) this.#scrollToEnd();
    });
    afterRenderEffect((onCleanup) => onCleanup(this.#watchHeight(this.scroller().nativeElement)));
  }

  /** Goes to the newest message and stays with it. */
  follow(): void {
    this.#following.set(true);
    this.#scrollToEnd();
  }

  protected jump(): void {
    this.follow();
    // The button is about to go; the keyboard stays in the list.
    this.scroller().nativeElement.focus();
  }

  protected scrolled(): void {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller().nativeElement;
    if (scrollHeight - scrollTop - clientHeight <= END_PX) this.#following.set(true);
    // The end can also move away by itself, and a late event tells of a scroll of ours: only a reader goes up.
    else if (scrollTop < this.#top) this.#following.set(false);
    this.#top = scrollTop;
  }

  protected isVisible(): boolean {
    return this.#document.visibilityState === 'visible';
  }

  /** The keyboard of a phone or a growing draft takes room from the list: its end stays in sight. */
  #watchHeight(scroller: HTMLElement): () => void {
    let height = scroller.clientHeight;
    const observer = new ResizeObserver(() => {
      if (height === scroller.clientHeight) return;
      height = scroller.clientHeight;
      if (this.#following()) this.#scrollToEnd();
    });
    observer.observe(scroller);
    return () => observer.disconnect();
  }

  #scrollToEnd(): void {
    const scroller = this.scroller().nativeElement;
    scroller.scrollTop = scroller.scrollHeight;
    this.#top = scroller.scrollTop;
  }
}

interface Position {
  readonly following: boolean;
  readonly messages: readonly ChatMessage[];
}
