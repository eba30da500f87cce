import * as v from 'valibot';

/** Every error the service answers with. Codes are stable; words for people live in the app. */
export const ERROR_CODES = [
  /** The payload does not have the documented shape. */
  'bad-request',
  /** The room name is not 3-64 letters, digits and hyphens, or is reserved. */
  'room-name-invalid',
  /** The display name is empty or too long. */
  'name-invalid',
  /** The room holds as many participants as it may. */
  'room-full',
  /** The request needs a room and this socket is in none. */
  'not-in-room',
  /** This socket is in a room, and asks for another room or identity: it has to leave first. */
  'already-in-room',
  /** Nobody else in this room has that id; for `rtc:signal` also: and no connection now. */
  'participant-unreachable',
  /** Only the host of the room may ask for this. */
  'host-only',
  /** The host removed this participant: no credential of theirs is good for this room any more. */
  'removed',
  /** Client and service speak different protocol versions. */
  'version-mismatch',
  /** Too many requests in too short a time. */
  'rate-limited',
  /** The service is shutting down. */
  'unavailable',
  /** The service failed; nothing changed. */
  'internal',
] as const;
export const ErrorCodeSchema = v.picklist(ERROR_CODES);
export type ErrorCode = v.InferOutput<typeof ErrorCodeSchema>;
