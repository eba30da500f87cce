import * as v from 'valibot';
import { ErrorCodeSchema } from './error-codes.ts';
import { ParticipantIdSchema, RoomIdSchema } from './ids.ts';
import { LIMITS } from './limits.ts';
import { DisplayNameSchema, MediaStateSchema, ParticipantSchema } from './participant.ts';
import { RtcSignalSchema } from './rtc-signal.ts';

/** One STUN or TURN server, in the shape of `RTCIceServer`. */
export const IceServerSchema = v.object({
  urls: v.array(v.string()),
  username: v.optional(v.string()),
  credential: v.optional(v.string()),
});
export type IceServer = v.InferOutput<typeof IceServerSchema>;

/** What a browser needs to reach PeerServer and to build connections. */
export const PeerAccessSchema = v.object({
  /** Signed token that lets `participantId` open a PeerServer socket; valid for a minute. */
  peerToken: v.string(),
  /** STUN and TURN of this deployment only; empty where none is configured. */
  iceServers: v.array(IceServerSchema),
});
export type PeerAccess = v.InferOutput<typeof PeerAccessSchema>;

/**
 * Opaque proof, held by one tab, that it is the participant it says it is. What a client sends may be any short text:
 * one that is no token of ours is no error, it only proves nothing.
 */
const ResumeTokenSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(512));

const EmptySchema = v.object({});

const LinkCountSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(LIMITS.links));

/** Requests a client makes: payload and the `data` of a positive ack. */
export const REQUESTS = {
  /**
   * From the lobby: mints this tab's identity for `room` so that PeerServer can be reached before Join. Makes
   * nobody a member, tells nobody, and answers alike whether or not the room exists. With a `resumeToken` it
   * gives the identity that token proves, also when the service was restarted since.
   */
  'room:prepare': {
    payload: v.object({
      version: v.number(),
      room: v.string(),
      resumeToken: v.optional(ResumeTokenSchema),
    }),
    data: v.object({
      participantId: ParticipantIdSchema,
      resumeToken: ResumeTokenSchema,
      ...PeerAccessSchema.entries,
    }),
  },
  /**
   * Enters the room this socket prepared. The answer is the whole truth about the room: it replaces any roster.
   * A member that returns keeps id, role and place.
   */
  'room:join': {
    payload: v.object({ name: v.string(), media: MediaStateSchema }),
    data: v.object({
      room: RoomIdSchema,
      self: ParticipantSchema,
      /** The others, longest present first. */
      participants: v.array(ParticipantSchema),
      ...PeerAccessSchema.entries,
    }),
  },
  /** Leaves the room. Idempotent. */
  'room:leave': { payload: EmptySchema, data: EmptySchema },
  /** Announces this participant's own media state. An older `revision` than the known one is ignored. */
  'participant:update': { payload: v.object({ media: MediaStateSchema }), data: EmptySchema },
  /**
   * From the host: another participant leaves the room, at once and for good. Their connections and their PeerServer
   * socket are closed, and their credentials are good for nothing here any more. Idempotent.
   */
  'participant:remove': { payload: v.object({ participantId: ParticipantIdSchema }), data: EmptySchema },
  /** A fresh peer token and fresh TURN credentials for a prepared or joined participant. */
  'peer:refresh': { payload: EmptySchema, data: PeerAccessSchema },
  /** Passes `signal` on to one member of the same room. The ack says that it was passed on, not that it arrived. */
  'rtc:signal': {
    payload: v.object({ to: ParticipantIdSchema, signal: RtcSignalSchema }),
    data: EmptySchema,
  },
  /** How many of this participant's links take which kind of path: what a relay costs, and for whom it is needed. */
  'links:report': {
    payload: v.object({ relay: LinkCountSchema, direct: LinkCountSchema }),
    data: EmptySchema,
  },
} as const;
export type RequestName = keyof typeof REQUESTS;
export type RequestPayload<N extends RequestName> = v.InferInput<(typeof REQUESTS)[N]['payload']>;
export type RequestData<N extends RequestName> = v.InferOutput<(typeof REQUESTS)[N]['data']>;

/** Facts the service tells: to the members of a room, and the last four to one connection only. */
export const FACTS = {
  'participant:joined': v.object({ participant: ParticipantSchema }),
  /** `left`: said goodbye or closed the tab. `lost`: its connection broke and it did not return. */
  'participant:left': v.object({
    participantId: ParticipantIdSchema,
    reason: v.picklist(['left', 'lost']),
    /** The host removed them; the reason is `left`, which is all that older clients know. */
    removed: v.optional(v.boolean()),
  }),
  'participant:updated': v.object({
    participantId: ParticipantIdSchema,
    media: MediaStateSchema,
    /** Only where it changed, which takes a return under another name. */
    name: v.optional(DisplayNameSchema),
  }),
  'host:changed': v.object({ participantId: ParticipantIdSchema }),
  /** What another member of the room sent to us alone; `from` is the service's word. */
  'rtc:signal': v.object({ from: ParticipantIdSchema, signal: RtcSignalSchema }),
  /** Another connection speaks for this participant now; the service closes this one, which must not come back. */
  'session:replaced': EmptySchema,
  /** The host removed this connection's participant; the service closes it, and it must not come back. */
  'session:removed': EmptySchema,
  /** The service is about to stop. Clients come back after a while of their own each, lest all come at once. */
  'service:closing': v.object({ reconnectAfterMs: v.pipe(v.number(), v.safeInteger(), v.minValue(0)) }),
} as const;
export type FactName = keyof typeof FACTS;
export type FactPayload<N extends FactName> = v.InferOutput<(typeof FACTS)[N]>;

/** Every ack: the data asked for, or a stable error code. */
export type Ack<T> =
  { ok: true; data: T } | { ok: false; error: { code: v.InferOutput<typeof ErrorCodeSchema> } };

/** Schema of the ack of request `name`. */
export function ackSchema<N extends RequestName>(name: N) {
  return v.variant('ok', [
    v.object({ ok: v.literal(true), data: REQUESTS[name].data }),
    v.object({ ok: v.literal(false), error: v.object({ code: ErrorCodeSchema }) }),
  ]);
}

/** Event maps in the shape Socket.IO's own types take. */
export type ClientToServerEvents = {
  [N in RequestName]: (payload: RequestPayload<N>, ack: (answer: Ack<RequestData<N>>) => void) => void;
};
export type ServerToClientEvents = { [N in FactName]: (payload: FactPayload<N>) => void };
