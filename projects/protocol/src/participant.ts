import * as v from 'valibot';
import { ParticipantIdSchema } from './ids.ts';
import { LIMITS } from './limits.ts';

/**
 * What a participant sends right now. Only its owner changes it, and counts `revision` up by one each time, so
 * that of two announcements that arrive by different ways the newer one wins.
 */
export const MediaStateSchema = v.object({
  revision: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  /** The microphone is on: others can hear. */
  microphone: v.boolean(),
  /** The camera is on: others can see. */
  camera: v.boolean(),
  /** A screen is shared, beside the camera. */
  screen: v.boolean(),
});
export type MediaState = v.InferOutput<typeof MediaStateSchema>;

// Control and bidirectional-override characters could disguise one name as another or break a line of the log.
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/gu;

// What shows as nothing by itself, though parts of an emoji or of an Indic word need it between others.
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** A name as the others see it: one line, trimmed, no control characters. Not unique, never an identity. */
export const DisplayNameSchema = v.pipe(
  v.string(),
  v.maxLength(LIMITS.displayName.max * 4),
  v.transform((name) => name.replace(UNPRINTABLE, ' ').replace(/\s+/g, ' ').trim()),
  v.maxLength(LIMITS.displayName.max),
  v.check((name) => name.replace(INVISIBLE, '').trim().length >= LIMITS.displayName.min),
);

export const RoleSchema = v.picklist(['host', 'guest']);
/** `host`: first in; passes to the longest present when the host leaves. */
export type Role = v.InferOutput<typeof RoleSchema>;

/** One member of a room, as everybody in it sees them. */
export const ParticipantSchema = v.object({
  id: ParticipantIdSchema,
  name: DisplayNameSchema,
  role: RoleSchema,
  media: MediaStateSchema,
});
export type Participant = v.InferOutput<typeof ParticipantSchema>;
