import { type ChatMessage, LIMITS, PeerMessageSchema } from '@parley/protocol';
import * as v from 'valibot';
import { historyBatches } from './history-batches';
import { chatMessage } from './testing/chat-messages';

const longest = LIMITS.chatMessage.max;

describe('historyBatches', () => {
  const texts: readonly (readonly [string, string])[] = [
    ['short', 'hello'],
    ['long', 'x'.repeat(longest)],
    ['three bytes a character', '語'.repeat(longest)],
    ['four bytes a character', '🙂'.repeat(longest / 2)],
    ['escaped by JSON', '\u0001"\\\n'.repeat(longest / 4)],
    ['half characters', '\ud800'.repeat(longest)],
  ];
  for (const [name, text] of texts) {
    it(`fits every frame, in order, with nothing lost: ${name}`, () => {
      const messages = Array.from({ length: 100 }, (_, i) => chatMessage({ id: i + 1, text }));
      const batches = historyBatches(messages);
      for (const batch of batches) {
        const frame = JSON.stringify(batch);
        expect(new TextEncoder().encode(frame).length).toBeLessThanOrEqual(LIMITS.frameBytes);
        expect(v.is(PeerMessageSchema, JSON.parse(frame))).toBeTrue();
      }
      expect(batches.flatMap((batch): readonly ChatMessage[] => batch.messages)).toEqual(messages);
    });
  }

  it('makes no more frames than it needs', () => {
    const short = Array.from({ length: 100 }, (_, i) => chatMessage({ id: i + 1 }));
    expect(historyBatches(short).length).toBe(1);
    const long = Array.from({ length: 30 }, (_, i) => chatMessage({ id: i + 1, text: 'x'.repeat(longest) }));
    expect(historyBatches(long).length).toBe(2);
  });

  it('makes none for nothing', () => {
    expect(historyBatches([])).toEqual([]);
  });
});
