import { createHash, randomBytes } from 'node:crypto';
import { ParticipantIdSchema } from '@parley/protocol';
import type { ParticipantId, RoomId } from '@parley/protocol';
import * as v from 'valibot';

/** 256 bits, base64url without padding. */
const TOKEN = /^[\w-]{43}$/;

/** Keeps these hashes apart from any other use of SHA-256, and from a later way to derive ids. */
const LABEL = 'parley participant 1';

/** Proof of being one participant: held by one tab, given to nobody else, kept nowhere. */
export function newResumeToken(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * The participant `token` proves to be in `room`, or `null` where it is no token at all. Derived from the two by a
 * one-way function, so that a service that remembers nothing recognises everybody, nobody can find a token for an id
 * they have seen, and the same token is somebody else in another room.
 *
 * A UUID of version 8: https://www.rfc-editor.org/rfc/rfc9562#section-5.8
 */
export function participantIdOf(token: string, room: RoomId): ParticipantId | null {
  if (!TOKEN.test(token)) return null;
  const bytes = createHash('sha256').update(`${LABEL}\0${room}\0${token}`).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const id = bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  return v.parse(ParticipantIdSchema, id);
}
