import { LIMITS, ParticipantIdSchema, RoomIdSchema } from '@parley/protocol';
import * as v from 'valibot';
import type { Clock } from '../clock.ts';
import type { Identity } from '../rooms/room-registry.ts';
import { signedTokens } from '../tokens/signed-token.ts';

const ClaimsSchema = v.object({
  participantId: ParticipantIdSchema,
  room: RoomIdSchema,
  /** Milliseconds since the Unix epoch. */
  expiresAt: v.number(),
});

export interface PeerTokens {
  sign(identity: Identity): string;
  /** Who the token was given to, or `null` where it is forged or expired. */
  verify(token: string): Identity | null;
}

/** Tokens that open a PeerServer socket. PeerJS puts them in a URL, where they may be seen, so they last a minute. */
export function peerTokens(secret: string, clock: Clock): PeerTokens {
  const tokens = signedTokens(secret, 'peer', ClaimsSchema);
  return {
    sign: ({ participantId, room }) =>
      tokens.sign({ participantId, room, expiresAt: clock.now() + LIMITS.peerTokenSeconds * 1000 }),
    verify(token) {
      const claims = tokens.verify(token);
      if (!claims || claims.expiresAt <= clock.now()) return null;
      return { participantId: claims.participantId, room: claims.room };
    },
  };
}
