import { Component, input } from '@angular/core';
import { ChatBubble } from './chat-bubble';
import type { ChatRow } from './chat-rows';

/** Some messages in a row. A part of its own, so that a new message leaves all pages but the last alone. */
@Component({
  selector: 'app-chat-page',
  imports: [ChatBubble],
  template: `
    <ol class="rows">
      @for (row of rows(); track row.message.id) {
        <li><app-chat-bubble [message]="row.message" [own]="row.own" [first]="row.first" /></li>
      }
    </ol>
  `,
  styles: ':host { display: block; }',
})
export class ChatPage {
  readonly rows = input.required<readonly ChatRow[]>();
}
