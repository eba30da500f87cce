import {
  afterNextRender,
  Component,
  computed,
  type ElementRef,
  inject,
  model,
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
export class ChatComposer {
  readonly draft = model('');
  readonly send = output<string>();

  private readonly field = viewChild.required<ElementRef<HTMLTextAreaElement>>('field');
  #composedAt = Number.NEGATIVE_INFINITY;

  readonly #text = computed(() => this.draft().trim());
  /** Characters that still fit, below zero for those too many. */
  protected readonly left = computed(() => max - this.#text().length);
  protected readonly counted = computed(() => this.left() <= COUNTED);
  protected readonly tooLong = computed(() => this.left() < 0);
  protected readonly excess = computed(() => -this.left());
  protected readonly ready = computed(() => this.#text() !== '' && !this.tooLong());
  protected readonly max = max;

  constructor() {
    const window = inject(WINDOW);
    afterNextRender(() => {
      // Who opened the panel wants to write; on a phone the keyboard would cover what they want to read first.
      if (window.matchMedia('(pointer: fine)').matches) this.field().nativeElement.focus();
    });
  }

  protected typed(): void {
    this.draft.set(this.field().nativeElement.value);
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
    this.send.emit(this.#text());
    this.draft.set('');
    // Not left to the next rendering: who types fast would write the next message behind this one.
    this.field().nativeElement.value = '';
    this.field().nativeElement.focus();
  }
}
