import * as v from 'valibot';
import { MessageIdSchema, ParticipantIdSchema } from './ids.ts';
import { LIMITS } from './limits.ts';
import { DisplayNameSchema, MediaStateSchema } from './participant.ts';

/** Id of the negotiated data channel. PeerJS owns the low ids of the same connection, so this one is far off. */
export const DATA_CHANNEL_ID = 100;
export const DATA_CHANNEL_LABEL = 'parley';

/**
 * One chat message as it is kept and synchronised. `author` and `name` are checked against the link for a new
 * message; in a synchronised history they are what the sender of the history vouches for.
 */
export const ChatMessageSchema = v.object({
  id: MessageIdSchema,
  author: ParticipantIdSchema,
  name: DisplayNameSchema,
  text: v.pipe(v.string(), v.minLength(LIMITS.chatMessage.min), v.maxLength(LIMITS.chatMessage.max)),
  /** Lamport clock: larger than that of every message its author had seen. Orders the conversation. */
  clock: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  /** When it was written: milliseconds since the Unix epoch, by the author's clock. Shown, never ordered by. */
  sentAt: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
});
export type ChatMessage = v.InferOutput<typeof ChatMessageSchema>;

/** Everything that travels between two participants over their data channel, one JSON text a message. */
export const PeerMessageSchema = v.variant('type', [
  /** A new message; its author is the participant at the other end, whatever the payload says. */
  v.object({ type: v.literal('chat:message'), message: ChatMessageSchema }),
  /** On open, both ways: the ids I hold. The other answers with what I lack. */
  v.object({
    type: v.literal('chat:have'),
    ids: v.pipe(v.array(MessageIdSchema), v.maxLength(LIMITS.chatHistory)),
  }),
  /** Messages the other lacked; several batches where one would not fit in a frame. */
  v.object({
    type: v.literal('chat:history'),
    messages: v.pipe(v.array(ChatMessageSchema), v.maxLength(LIMITS.chatHistory)),
  }),
  /** The sender's own media state, faster than signaling and alive without it. */
  v.object({ type: v.literal('media:state'), media: MediaStateSchema }),
  /** The shorter side, in pixels, of the other's whole picture where the sender of this shows it. More is not worth sending. */
  v.object({
    type: v.literal('picture:shown'),
    shortSide: v.pipe(
      v.number(),
      v.safeInteger(),
      v.minValue(LIMITS.pictureSide.min),
      v.maxValue(LIMITS.pictureSide.max),
    ),
  }),
]);
export type PeerMessage = v.InferOutput<typeof PeerMessageSchema>;
