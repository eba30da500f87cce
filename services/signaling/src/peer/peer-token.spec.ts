import { LIMITS, ParticipantIdSchema, RoomIdSchema } from '@parley/protocol';
import * as v from 'valibot';
import { newResumeToken } from '../rooms/resume-token.ts';
import { FakeClock } from '../testing/fake-clock.ts';
import { signedTokens } from '../tokens/signed-token.ts';
import { peerTokens } from './peer-token.ts';

describe('peerTokens', () => {
  const secret = 'a secret of some length';
  const identity = {
    participantId: v.parse(ParticipantIdSchema, '7b0e6c3a-6a0e-4f3c-9d56-0a3b6d1f2c11'),
    room: v.parse(RoomIdSchema, 'kitchen'),
  };

  it('names participant and room until its minute is over', () => {
    const clock = new FakeClock();
    const tokens = peerTokens(secret, clock);
    const token = tokens.sign(identity);
    clock.advance(LIMITS.peerTokenSeconds * 1000 - 1);
    expect(tokens.verify(token)).toEqual(identity);
    clock.advance(1);
    expect(tokens.verify(token)).toBeNull();
  });

  it('is never valid for longer than a minute', () => {
    expect(LIMITS.peerTokenSeconds).toBeLessThanOrEqual(60);
  });

  it('takes no resume token, and no token that was signed for something else', () => {
    const tokens = peerTokens(secret, new FakeClock());
    const claims = { ...identity, expiresAt: Number.MAX_SAFE_INTEGER };
    expect(tokens.verify(newResumeToken())).toBeNull();
    expect(tokens.verify(signedTokens(secret, 'invitation', v.any()).sign(claims))).toBeNull();
    expect(tokens.verify(signedTokens(secret, 'peer', v.any()).sign(claims))).toEqual(identity);
  });
});
