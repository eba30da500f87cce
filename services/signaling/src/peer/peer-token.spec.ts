import { LIMITS, ParticipantIdSchema, RoomIdSchema } from '@parley/protocol';
import * as v from 'valibot';
import { resumeTokens } from '../rooms/resume-token.ts';
import { FakeClock } from '../testing/fake-clock.ts';
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

  it('does not take a resume token for a peer token, nor the reverse', () => {
    const tokens = peerTokens(secret, new FakeClock());
    expect(tokens.verify(resumeTokens(secret).sign(identity))).toBeNull();
    expect(resumeTokens(secret).verify(tokens.sign(identity))).toBeNull();
  });
});
