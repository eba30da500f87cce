import type { ChatMessage, ParticipantId } from '@parley/protocol';

/** A message as the panel shows it. */
export interface ChatRow {
  readonly message: ChatMessage;
  /** The reader wrote it. */
  readonly own: boolean;
  /** The first of its group, which carries name and time for all of it. */
  readonly first: boolean;
}

/** Within this time of the message before, one author's messages read as one. */
const GROUP_MS = 120_000;

/** `messages` in their order, those of one author within two minutes grouped. */
export function chatRows(messages: readonly ChatMessage[], selfId: ParticipantId): readonly ChatRow[] {
  return messages.map((message, index) => {
    const before = messages[index - 1];
    const grouped = before?.author === message.author && Math.abs(message.sentAt - before.sentAt) <= GROUP_MS;
    return { message, own: message.author === selfId, first: !grouped };
  });
}
