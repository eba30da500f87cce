import {
  afterNextRender,
  Component,
  computed,
  DOCUMENT,
  type ElementRef,
  inject,
  input,
  linkedSignal,
  type OnDestroy,
  output,
  viewChild,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { LIMITS } from '@parley/protocol';
import { WINDOW } from '../../core/browser-apis';
import { Icon } from '../../ui/icon/icon';

const { max } = LIMITS.chatMessage;
/** The counter shows for this many characters before the limit. */
const COUNTED = 200;
/** Twelve of the widest letters fit on one line, see the style. */
const SHORT = 12;
/** An Enter this soon after a composition ended is the one that ended it. */
const COMPOSED_MS = 30;

/** Where a message is written. Enter sends, Shift+Enter breaks the line; whatever does not go out stays. There is always a call to write
 * into: who cannot be reached now, or comes later, gets it when their link opens. */
@Component({
  selector: 'app-chat-composer',
  imports: [Icon, TranslocoPipe],
  templateUrl: './chat-composer.html',
  styleUrl: './chat-composer.scss',
})
export class ChatComposer implements OnDestroy {
  /** What was being written when it was last kept, see `kept`. */
  readonly draft = input('');
  /** What is being written as this goes away. */
  readonly kept = output<string>();
  readonly send = output<string>();

  private readonly field = viewChild.required<ElementRef<HTMLTextAreaElement>>('field');
  readonly #document = inject(DOCUMENT);
  #composedAt = Number.NEGATIVE_INFINITY;

  protected readonly written = linkedSignal(() => this.draft());
  readonly #text = computed(() => this.written().trim());
  /** Characters that still fit, below zero for those too many. */
  protected readonly left = computed(() => max - this.#text().length);
  protected readonly counted = computed(() => this.left() <= COUNTED);
  protected readonly tooLong = computed(() => this.left() < 0);
  protected readonly excess = computed(() => -this.left());
  protected readonly ready = computed(() => this.#text() !== '' && !this.tooLong());
  protected readonly max = max;
  /** Fits on one line; what letters wider than any of an alphabet leave over can be scrolled to. */
  protected readonly short = computed(() => this.written().length <= SHORT && !this.written().includes('\n'));
  /** Whether the field needs a copy of its text to grow with it: not where the browser sees to that. */
  protected readonly copied = !('fieldSizing' in this.#document.documentElement.style);

  constructor() {
    const window = inject(WINDOW);
    afterNextRender(() => {
      // Who opened the panel wants to write; on a phone the keyboard would cover what they want to read first.
      if (window.matchMedia('(pointer: fine)').matches) this.field().nativeElement.focus();
    });
  }

  ngOnDestroy(): void {
    this.kept.emit(this.written());
  }

  protected typed(): void {
    this.written.set(this.field().nativeElement.value);
  }

  protected composed(event: Event): void {
    this.#composedAt = event.timeStamp;
  }

  protected pressed(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.shiftKey) return;
    // Enter also takes a suggestion of an input method. Safari ends the composition before it tells of the key.
    if (event.isComposing || event.timeStamp - this.#composedAt < COMPOSED_MS) return;
    event.preventDefault();
    this.submit();
  }

  protected submit(): void {
    if (!this.ready()) return;
    const text = this.#text();
    this.written.set('');
    // Not left to the next rendering: who types fast would write the next message behind this one.
    const field = this.field().nativeElement;
    field.value = '';
    this.send.emit(text);
    // Asked for where it is needed only: to move the focus lays out the page.
    if (this.#document.activeElement !== field) field.focus();
  }
}
