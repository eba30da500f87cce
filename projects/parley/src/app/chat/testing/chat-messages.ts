import {
  type ChatMessage,
  ChatMessageSchema,
  type MessageId,
  MessageIdSchema,
  type ParticipantId,
  ParticipantIdSchema,
} from '@parley/protocol';
import * as v from 'valibot';

/** The `n`th participant of a spec; ids order as their numbers do. */
export function participantId(n: number): ParticipantId {
  return v.parse(ParticipantIdSchema, `aaaaaaaa-0000-4000-8000-${hex(n)}`);
}

/** The `n`th message id of a spec; ids order as their numbers do. */
export function messageId(n: number): MessageId {
  return v.parse(MessageIdSchema, `bbbbbbbb-0000-4000-8000-${hex(n)}`);
}

export interface MessageSketch {
  readonly id: number;
  readonly author?: number;
  readonly clock?: number;
  readonly text?: string;
  readonly name?: string;
  readonly sentAt?: number;
}

/** A valid message with what a spec cares about filled in. */
export function chatMessage(sketch: MessageSketch): ChatMessage {
  return v.parse(ChatMessageSchema, {
    id: messageId(sketch.id),
    author: participantId(sketch.author ?? 1),
    name: sketch.name ?? 'Ada',
    text: sketch.text ?? `text ${sketch.id}`,
    clock: sketch.clock ?? sketch.id,
    sentAt: sketch.sentAt ?? 1_790_000_000_000 + sketch.id,
  });
}

/** Numbers in [0, 1) that are the same in every run (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** `items` in an order chosen by `random`. */
export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

function hex(n: number): string {
  return n.toString(16).padStart(12, '0');
}
