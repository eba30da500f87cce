import {
  DisplayNameSchema,
  ERROR_CODES,
  FACTS,
  MediaStateSchema,
  ParticipantIdSchema,
  ParticipantSchema,
  RoomIdSchema,
} from '@parley/protocol';
import type { FactName } from '@parley/protocol';
import * as v from 'valibot';

const NodeIdSchema = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/));
/** A connection as its own node calls it. */
const ConnectionSchema = v.pipe(v.string(), v.regex(/^[\w-]{0,64}$/));
const CountSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const FrameTextSchema = v.pipe(v.string(), v.maxLength(131_072));

const told = <N extends FactName>(name: N) => v.object({ name: v.literal(name), payload: FACTS[name] });

/** What one participant is told. Each kind of message from member to member needs a line here. */
const ToldSchema = v.variant('name', [told('rtc:signal')]);

/** What a node asks of the node that keeps a room, for a connection of its own. */
const OpSchema = v.variant('op', [
  v.object({ op: v.literal('prepare'), connection: ConnectionSchema, participantId: ParticipantIdSchema }),
  v.object({
    op: v.literal('join'),
    connection: ConnectionSchema,
    name: DisplayNameSchema,
    media: MediaStateSchema,
  }),
  v.object({ op: v.literal('leave'), connection: ConnectionSchema }),
  v.object({ op: v.literal('update'), connection: ConnectionSchema, media: MediaStateSchema }),
  v.object({ op: v.literal('remove'), connection: ConnectionSchema, participantId: ParticipantIdSchema }),
  v.object({ op: v.literal('ended'), connection: ConnectionSchema, how: v.picklist(['left', 'lost']) }),
  v.object({ op: v.literal('holds'), participantId: ParticipantIdSchema }),
  v.object({
    op: v.literal('tell'),
    connection: ConnectionSchema,
    to: ParticipantIdSchema,
    told: ToldSchema,
  }),
  /** A socket to PeerServer opened or closed. */
  v.object({ op: v.literal('peer'), participantId: ParticipantIdSchema, open: v.boolean() }),
  v.object({
    op: v.literal('frame'),
    src: ParticipantIdSchema,
    dst: ParticipantIdSchema,
    text: FrameTextSchema,
  }),
  /** None of the node's sockets belongs to the room any more. */
  v.object({ op: v.literal('detach') }),
]);
export type Op = v.InferOutput<typeof OpSchema>;

/** Facts that concern sockets. `by` and `connectionId` are as the receiving node calls them, empty where not its own. */
const FactSchema = v.variant('type', [
  v.object({
    type: v.literal('participant-joined'),
    room: RoomIdSchema,
    participant: ParticipantSchema,
    by: ConnectionSchema,
  }),
  v.object({
    type: v.literal('participant-updated'),
    room: RoomIdSchema,
    participantId: ParticipantIdSchema,
    name: v.nullable(DisplayNameSchema),
    media: MediaStateSchema,
    by: ConnectionSchema,
  }),
  v.object({
    type: v.literal('participant-left'),
    room: RoomIdSchema,
    participantId: ParticipantIdSchema,
    reason: v.picklist(['left', 'lost', 'removed']),
  }),
  v.object({
    type: v.picklist(['host-changed', 'identity-released']),
    room: RoomIdSchema,
    participantId: ParticipantIdSchema,
  }),
  v.object({
    type: v.literal('member-told'),
    room: RoomIdSchema,
    connectionId: ConnectionSchema,
    told: ToldSchema,
  }),
  v.object({
    type: v.picklist(['connection-replaced', 'connection-removed']),
    room: RoomIdSchema,
    connectionId: ConnectionSchema,
  }),
]);
export type SharedFact = v.InferOutput<typeof FactSchema>;

const from = {
  from: NodeIdSchema,
  /** Grows when the sender may have missed messages: what it sent and was sent before that is void. */
  link: CountSchema,
};
const about = { ...from, room: RoomIdSchema, epoch: CountSchema };

/** Everything one node says to another. */
const MessageSchema = v.variant('type', [
  /** `id`: an answer is awaited. */
  v.object({ ...about, type: v.literal('op'), id: v.nullable(CountSchema), request: OpSchema }),
  /** `answer` has the shape its question asks for; `moved`: another node keeps the room. */
  v.object({
    ...about,
    type: v.literal('answer'),
    id: CountSchema,
    moved: v.boolean(),
    members: v.array(ParticipantIdSchema),
    answer: v.unknown(),
  }),
  v.object({ ...about, type: v.literal('fact'), fact: FactSchema }),
  /** A frame for a socket to PeerServer at the receiving node. */
  v.object({ ...about, type: v.literal('frame'), dst: ParticipantIdSchema, text: FrameTextSchema }),
  /** A participant has a newer socket elsewhere: the one at the receiving node is to be closed. */
  v.object({ ...about, type: v.literal('peer-replaced'), participantId: ParticipantIdSchema }),
  /** The sender does not keep the room any more, or lost track of the receiver: its sockets have to come back. */
  v.object({ ...about, type: v.literal('reset') }),
  /** The sender took the room over from the receiver. */
  v.object({ ...about, type: v.literal('deposed') }),
  v.object({ ...from, type: v.literal('hello') }),
  /** The sender stops. */
  v.object({ ...from, type: v.literal('gone') }),
]);
export type Message = v.InferOutput<typeof MessageSchema>;

const RefusalSchema = v.object({ refused: v.picklist(ERROR_CODES) });

/** The answer each question of a connection asks for. */
export const ANSWERS = {
  changed: v.nullable(RefusalSchema),
  join: v.union([
    RefusalSchema,
    v.object({
      room: RoomIdSchema,
      self: ParticipantSchema,
      participants: v.array(ParticipantSchema),
    }),
  ]),
  /** Whether it is so. */
  yes: v.boolean(),
} as const;

/** The message in `text`, or `null` where it is none of ours. */
export function parseMessage(text: string): Message | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const message = v.safeParse(MessageSchema, json);
  return message.success ? message.output : null;
}
