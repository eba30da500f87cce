import { type ChatMessage, LIMITS, type MessageId } from '@parley/protocol';

/**
 * The conversation as one participant holds it: every message once, in the order everyone sees, the newest
 * {@link LIMITS.chatHistory} of them. Immutable.
 *
 * Messages sort by (clock, author, id), a total order that depends on the messages alone, so whoever holds the
 * same messages shows the same conversation, however they arrived. Of two messages with one id the one known
 * first stays: nobody can rewrite what was already read.
 */
export class ChatLog {
  static readonly EMPTY = new ChatLog([]);

  /** Oldest first. */
  readonly messages: readonly ChatMessage[];
  readonly #ids: ReadonlySet<MessageId>;

  private constructor(messages: readonly ChatMessage[]) {
    this.messages = messages;
    this.#ids = new Set(messages.map((message) => message.id));
  }

  /** The ids of all messages held, oldest first. */
  get ids(): MessageId[] {
    return [...this.#ids];
  }

  /** The largest clock held, 0 in an empty log. A new message takes the next. */
  get clock(): number {
    return this.messages.at(-1)?.clock ?? 0;
  }

  has(id: MessageId): boolean {
    return this.#ids.has(id);
  }

  /** This log with `incoming` added; the same instance where that changes nothing. */
  with(incoming: readonly ChatMessage[]): ChatLog {
    const fresh = [...new Map(incoming.toReversed().map((message) => [message.id, message])).values()]
      .filter((message) => !this.#ids.has(message.id))
      .sort(inOrder);
    const newest = fresh.at(-1);
    if (newest === undefined) return this;
    const next = merge(this.messages, fresh).slice(-LIMITS.chatHistory);
    return next.includes(newest) ? new ChatLog(next) : this;
  }

  /** What somebody who holds `ids` lacks, oldest first. */
  missingFrom(ids: readonly MessageId[]): ChatMessage[] {
    const held = new Set(ids);
    return this.messages.filter((message) => !held.has(message.id));
  }
}

/** Compares by (clock, author, id). Ids compare by code unit: a locale would give everyone an order of their own. */
export function inOrder(a: ChatMessage, b: ChatMessage): number {
  return a.clock - b.clock || compareText(a.author, b.author) || compareText(a.id, b.id);
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Two sorted lists as one. Nearly always all of `fresh` is newer than all of `held`, and this is one copy. */
function merge(held: readonly ChatMessage[], fresh: readonly ChatMessage[]): readonly ChatMessage[] {
  const last = held.at(-1);
  const first = fresh[0];
  if (last === undefined || first === undefined || inOrder(last, first) < 0) return [...held, ...fresh];
  return [...held, ...fresh].sort(inOrder);
}
