import { Component, input, type OnDestroy, output, viewChild } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { ChatMessage, ParticipantId } from '@parley/protocol';
import { Icon } from '../../ui/icon/icon';
import { ChatComposer } from './chat-composer';
import { ChatMessages } from './chat-messages';

/** Reading and writing. Fills its container, which names the region and decides whether it is a sheet or stands beside. */
@Component({
  selector: 'app-chat-panel',
  imports: [ChatComposer, ChatMessages, Icon, TranslocoPipe],
  templateUrl: './chat-panel.html',
  styleUrl: './chat-panel.scss',
  host: { '(keydown.escape)': 'escape($event)' },
})
export class ChatPanel implements OnDestroy {
  /** In the order everyone sees. */
  readonly messages = input.required<readonly ChatMessage[]>();
  readonly selfId = input.required<ParticipantId>();
  /** What was being written when the panel was last closed. */
  readonly draft = input('');
  /** What is being written as the panel goes: keep it outside and it survives. */
  readonly kept = output<string>();
  /** A text to send: trimmed, not empty, within the limit. */
  readonly send = output<string>();
  /** Whether the newest message is being looked at; `false` when the panel goes. */
  readonly reading = output<boolean>();
  /** The reader is done. */
  readonly closed = output();

  private readonly list = viewChild.required(ChatMessages);

  ngOnDestroy(): void {
    this.reading.emit(false);
  }

  protected sent(text: string): void {
    // First away with it: scrolling lays out the whole list.
    this.send.emit(text);
    this.list().follow();
  }

  protected escape(event: Event): void {
    // In an input method Escape means the suggestion, not the panel.
    if (!(event instanceof KeyboardEvent) || event.isComposing) return;
    event.stopPropagation();
    this.closed.emit();
  }
}
