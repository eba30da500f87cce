import { createComponent, type EnvironmentInjector } from '@angular/core';
import { type ChatMessage, ParticipantIdSchema } from '@parley/protocol';
import * as v from 'valibot';
import { NEW_MESSAGE_ID } from '../../chat/message-id';
import { ChatPage } from './chat-page';
import type { ChatRow } from './chat-rows';

/** So many that what draws them is compiled. */
const ROWS = 8;
/** So is what looks for links. */
const TEXT = 'www.';

/** Draws a page of messages that nobody sees: the first message of a visit takes ten times as long to draw as the eighth. */
export function drawUnseenPage(environmentInjector: EnvironmentInjector): void {
  const newId = environmentInjector.get(NEW_MESSAGE_ID);
  const author = v.parse(ParticipantIdSchema, newId());
  const page = createComponent(ChatPage, { environmentInjector });
  const rows: ChatRow[] = [];
  for (let clock = 1; clock <= ROWS; clock += 1) {
    const message: ChatMessage = { id: newId(), author, name: '', text: TEXT, clock, sentAt: 0 };
    rows.push({ message, own: clock % 2 === 0, first: clock % 3 === 0 });
    page.setInput('rows', [...rows]);
    page.changeDetectorRef.detectChanges();
  }
  page.destroy();
}
