import { createComponent, type EnvironmentInjector } from '@angular/core';
import type { ChatMessage, ParticipantId } from '@parley/protocol';
import { NEW_MESSAGE_ID } from '../../chat/message-id';
import { ChatPage } from './chat-page';
import type { ChatRow } from './chat-rows';

/** So many that what draws them is compiled. */
const ROWS = 12;
/** Milliseconds until it is done although the page is never idle. */
const AT_THE_LATEST_MS = 100;

/**
 * Draws a page of messages that nobody sees while nobody waits for one: the first message of a page takes ten times as
 * long to draw as the twelfth. Browsers that do not tell when they are idle go without. Returns how to leave it.
 */
export function warmUpChat(injector: EnvironmentInjector, author: ParticipantId): () => void {
  if (!('requestIdleCallback' in globalThis)) return () => undefined;
  const handle = requestIdleCallback(() => drawUnseen(injector, author), { timeout: AT_THE_LATEST_MS });
  return () => cancelIdleCallback(handle);
}

function drawUnseen(environmentInjector: EnvironmentInjector, author: ParticipantId): void {
  const newId = environmentInjector.get(NEW_MESSAGE_ID);
  const page = createComponent(ChatPage, { environmentInjector });
  const rows: ChatRow[] = [];
  for (let clock = 1; clock <= ROWS; clock += 1) {
    const message: ChatMessage = { id: newId(), author, name: '', text: '', clock, sentAt: 0 };
    rows.push({ message, own: clock % 2 === 0, first: clock % 3 === 0 });
    page.setInput('rows', [...rows]);
    page.changeDetectorRef.detectChanges();
  }
  page.destroy();
}
