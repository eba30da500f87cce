import { ParticipantIdSchema, RoomIdSchema } from '@parley/protocol';
import * as v from 'valibot';
import { newResumeToken, participantIdOf } from './resume-token.ts';

const KITCHEN = v.parse(RoomIdSchema, 'kitchen');
const GARDEN = v.parse(RoomIdSchema, 'garden');

describe('resume tokens', () => {
  it('are 256 random bits, safe in any text', () => {
    const tokens = Array.from({ length: 100 }, newResumeToken);
    expect(new Set(tokens).size).toBe(100);
    for (const token of tokens) expect(token).toMatch(/^[\w-]{43}$/);
  });

  it('prove the same participant for ever, whoever asks', () => {
    // Written down: a release that derives otherwise would make everybody somebody else.
    const token = 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8';
    const id = String(participantIdOf(token, KITCHEN));
    expect(id).toBe('f9fe3ba1-beb4-8e04-b2e1-c44b2231d335');
  });

  it('prove a UUID of version 8 that does not tell the token', () => {
    for (let n = 0; n < 100; n += 1) {
      const token = newResumeToken();
      const id = String(participantIdOf(token, KITCHEN));
      expect(v.is(ParticipantIdSchema, id)).toBeTrue();
      expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
      expect(id.replaceAll('-', '')).not.toBe(Buffer.from(token, 'base64url').toString('hex', 0, 16));
    }
  });

  it('prove somebody else in another room', () => {
    const token = newResumeToken();
    expect(participantIdOf(token, GARDEN)).not.toBe(participantIdOf(token, KITCHEN));
  });

  for (const text of ['', 'x', 'A'.repeat(42), 'A'.repeat(44), `${'A'.repeat(42)}+`, `${'A'.repeat(43)}\n`]) {
    it(`that are ${JSON.stringify(text)} prove nothing`, () => {
      expect(participantIdOf(text, KITCHEN)).toBeNull();
    });
  }
});
