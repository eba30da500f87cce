import type { ChatMessage, ParticipantId } from '@parley/protocol';

/** A message as the panel shows it. */
export interface ChatRow {
  readonly message: ChatMessage;
  /** The reader wrote it. */
  readonly own: boolean;
  /** The first of its group, which carries name and time for all of it. */
  readonly first: boolean;
}

/** Rows that are laid out together, or not at all while they are far from what the reader sees. */
export interface ChatPage {
  readonly key: number;
  readonly rows: readonly ChatRow[];
}

/** About so many messages make a page. */
const PAGE_CLOCKS = 20;

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

/**
 * Those rows in pages. Where a page ends depends on the messages' clock, in which they are ordered: another message, or
 * one too many, moves no other row from page to page. A page of `before` that did not change is the same object.
 */
export function chatPages(
  messages: readonly ChatMessage[],
  selfId: ParticipantId,
  before: readonly ChatPage[] = [],
): readonly ChatPage[] {
  const pages: { key: number; rows: ChatRow[] }[] = [];
  for (const row of chatRows(messages, selfId)) {
    const key = Math.floor(row.message.clock / PAGE_CLOCKS);
    const last = pages.at(-1);
    if (last?.key === key) last.rows.push(row);
    else pages.push({ key, rows: [row] });
  }
  const known = new Map(before.map((page) => [page.key, page]));
  return pages.map((page) => {
    const old = known.get(page.key);
    return old !== undefined && sameRows(old.rows, page.rows) ? old : page;
  });
}

function sameRows(some: readonly ChatRow[], others: readonly ChatRow[]): boolean {
  return (
    some.length === others.length &&
    some.every(({ message, own, first }, index) => {
      const other = others[index];
      return other?.message === message && other.own === own && other.first === first;
    })
  );
}
