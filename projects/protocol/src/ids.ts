import * as v from 'valibot';
import { LIMITS } from './limits.ts';

/** A participant: one tab in one room. UUID, minted by the service; also the PeerJS id. */
export const ParticipantIdSchema = v.pipe(v.string(), v.uuid(), v.brand('ParticipantId'));
export type ParticipantId = v.InferOutput<typeof ParticipantIdSchema>;

/** A chat message. UUID, minted by its author's browser. */
export const MessageIdSchema = v.pipe(v.string(), v.uuid(), v.brand('MessageId'));
export type MessageId = v.InferOutput<typeof MessageIdSchema>;

/**
 * Names the service uses itself, so that a room link can never shadow a page or an endpoint.
 * Each is also refused as a room name.
 */
export const RESERVED_ROOM_NAMES: readonly string[] = [
  'api',
  'assets',
  'check',
  'healthz',
  'i18n',
  'icons',
  'metrics',
  'peer',
  'readyz',
  'screenshots',
  'trust',
];

/**
 * Lower case, spaces and underscores to hyphens, no hyphen at either end or twice in a row. Normalising is
 * idempotent; it never makes a refused character acceptable.
 */
export function normaliseRoomName(input: string): string {
  return input
    .normalize('NFC')
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-')
    .replace(/-{2,}/g, '-')
    .replace(/^-|-$/g, '');
}

/** A room: 3 to 64 of a-z, 0-9 and hyphens, already normalised. A UUID is one such name. */
export const RoomIdSchema = v.pipe(
  v.string(),
  v.minLength(LIMITS.roomName.min),
  v.maxLength(LIMITS.roomName.max),
  v.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/),
  v.check((name) => !RESERVED_ROOM_NAMES.includes(name)),
  v.brand('RoomId'),
);
export type RoomId = v.InferOutput<typeof RoomIdSchema>;

/** The room a person meant by `input` (any case, spaces allowed), or `null` where no room can be named so. */
export function parseRoomName(input: string): RoomId | null {
  const parsed = v.safeParse(RoomIdSchema, normaliseRoomName(input));
  return parsed.success ? parsed.output : null;
}
