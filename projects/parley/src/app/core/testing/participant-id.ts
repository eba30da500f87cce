import { type ParticipantId, ParticipantIdSchema } from '@parley/protocol';
import * as v from 'valibot';

/** The participant id of test person number `n`; ids sort like their numbers. */
export function idOf(n: number): ParticipantId {
  return v.parse(ParticipantIdSchema, `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`);
}
