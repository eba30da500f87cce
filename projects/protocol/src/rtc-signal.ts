import * as v from 'valibot';

/** Identifies one connection of a pair: both sides know it from PeerJS. */
const ConnectionIdSchema = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/));

const CandidateSchema = v.object({
  candidate: v.string(),
  sdpMid: v.nullish(v.string()),
  sdpMLineIndex: v.nullish(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
  usernameFragment: v.nullish(v.string()),
});
export type RtcCandidate = v.InferOutput<typeof CandidateSchema>;

/**
 * One step of renegotiating a connection that exists, after an ICE restart: a wish for an offer, an offer, the answer to one, candidates, or
 * the news that there is nothing to renegotiate.
 * `round` is minted by whoever offers; an answer and candidates name the round they belong to, so that what arrives late
 * is known as late.
 */
export const RtcSignalSchema = v.object({
  connectionId: ConnectionIdSchema,
  round: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  step: v.variant('kind', [
    v.object({ kind: v.literal('offer'), sdp: v.string() }),
    v.object({ kind: v.literal('answer'), sdp: v.string() }),
    /** Who answers asks for an offer. Only who called offers: two offers at once would cost the picture. */
    v.object({ kind: v.literal('wanted') }),
    /** There is no such connection here (any more): call again. */
    v.object({ kind: v.literal('gone') }),
    v.object({
      kind: v.literal('candidates'),
      candidates: v.pipe(v.array(CandidateSchema), v.maxLength(64)),
    }),
  ]),
});
export type RtcSignal = v.InferOutput<typeof RtcSignalSchema>;
