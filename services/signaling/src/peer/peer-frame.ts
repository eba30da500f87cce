import { ParticipantIdSchema } from '@parley/protocol';
import * as v from 'valibot';

const ConnectionIdSchema = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/));

// Media connections only: PeerJS answers an offer of a data connection without asking anybody and then decodes
// whatever arrives with a format that five bytes can hang. Our data channel is negotiated inside the media connection.
const media = { type: v.literal('media'), connectionId: ConnectionIdSchema };

function descriptionSchema<const T extends 'offer' | 'answer'>(type: T) {
  return v.object({ type: v.literal(type), sdp: v.string() });
}

const CandidateSchema = v.object({
  candidate: v.string(),
  sdpMid: v.nullish(v.string()),
  sdpMLineIndex: v.nullish(v.pipe(v.number(), v.integer())),
  usernameFragment: v.nullish(v.string()),
});

/** What a browser may send to PeerServer. Unknown members are removed; LEAVE and EXPIRE are not a client's to send. */
export const PeerFrameSchema = v.variant('type', [
  v.object({ type: v.literal('HEARTBEAT') }),
  v.object({
    type: v.literal('OFFER'),
    dst: ParticipantIdSchema,
    payload: v.object({ ...media, sdp: descriptionSchema('offer'), metadata: v.optional(v.unknown()) }),
  }),
  v.object({
    type: v.literal('ANSWER'),
    dst: ParticipantIdSchema,
    payload: v.object({ ...media, sdp: descriptionSchema('answer') }),
  }),
  v.object({
    type: v.literal('CANDIDATE'),
    dst: ParticipantIdSchema,
    payload: v.object({ ...media, candidate: CandidateSchema }),
  }),
]);
export type PeerFrame = v.InferOutput<typeof PeerFrameSchema>;

/** The frame in `text`, or `null` where it is none that may pass. */
export function parsePeerFrame(text: string): PeerFrame | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const frame = v.safeParse(PeerFrameSchema, json);
  return frame.success ? frame.output : null;
}
