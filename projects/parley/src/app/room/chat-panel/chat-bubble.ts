import { Component, computed, inject, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { ChatMessage } from '@parley/protocol';
import { linkify } from '../../chat/linkify';
import { Avatar } from '../../ui/avatar/avatar';
import { MESSAGE_TIME } from './message-time';

/** One message. Its text is only ever text: the single markup in it is the links we make ourselves. */
@Component({
  selector: 'app-chat-bubble',
  imports: [Avatar, TranslocoPipe],
  templateUrl: './chat-bubble.html',
  styleUrl: './chat-bubble.scss',
  host: { '[class.own]': 'own()', '[class.first]': 'first()' },
})
export class ChatBubble {
  readonly message = input.required<ChatMessage>();
  readonly own = input(false);
  readonly first = input(true);

  readonly #time = inject(MESSAGE_TIME);
  protected readonly segments = computed(() => linkify(this.message().text));
  protected readonly time = computed(() => this.#time(this.message().sentAt));
}
