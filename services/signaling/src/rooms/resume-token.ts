import { ParticipantIdSchema, RoomIdSchema } from '@parley/protocol';
import * as v from 'valibot';
import { signedTokens } from '../tokens/signed-token.ts';
import type { SignedTokens } from '../tokens/signed-token.ts';
import type { Identity } from './room-registry.ts';

const ClaimsSchema = v.object({ participantId: ParticipantIdSchema, room: RoomIdSchema });

/**
 * Proof of being one participant of one room. Held by one tab and good for as long as the secret is: whether the
 * participant is still a member is the registry's to say.
 */
export function resumeTokens(secret: string): SignedTokens<Identity> {
  return signedTokens(secret, 'resume', ClaimsSchema);
}
