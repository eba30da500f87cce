import { LIMITS } from '@parley/protocol';
import { ChatLog } from './chat-log';
import { chatMessage, messageId, seededRandom, shuffled } from './testing/chat-messages';

const ids = (log: ChatLog) => log.messages.map((message) => message.id);

describe('ChatLog', () => {
  it('orders by clock, then author, then id', () => {
    const log = ChatLog.EMPTY.with([
      chatMessage({ id: 1, clock: 2, author: 2 }),
      chatMessage({ id: 5, clock: 2, author: 1 }),
      chatMessage({ id: 4, clock: 2, author: 1 }),
      chatMessage({ id: 9, clock: 1, author: 3 }),
    ]);
    expect(ids(log)).toEqual([9, 4, 5, 1].map(messageId));
  });

  it('never orders by the time a message says it was written', () => {
    const log = ChatLog.EMPTY.with([
      chatMessage({ id: 1, clock: 1, sentAt: 9_000 }),
      chatMessage({ id: 2, clock: 2, sentAt: 1 }),
    ]);
    expect(ids(log)).toEqual([1, 2].map(messageId));
  });

  const authorsAndClocks: readonly (readonly [string, (n: number) => { author: number; clock: number }])[] = [
    ['one author', (n) => ({ author: 1, clock: n })],
    ['all at once', (n) => ({ author: n % 4, clock: 1 })],
    ['four authors in lively talk', (n) => ({ author: n % 4, clock: Math.ceil(n / 3) })],
    ['clocks against ids', (n) => ({ author: n % 2, clock: 100 - n })],
  ];
  for (const [name, sketch] of authorsAndClocks) {
    it(`is the same for any permutation, duplication and batching: ${name}`, () => {
      const messages = Array.from({ length: 60 }, (_, i) => chatMessage({ id: i + 1, ...sketch(i + 1) }));
      const expected = ids(ChatLog.EMPTY.with(messages));
      expect(expected.length).toBe(60);
      for (let seed = 1; seed <= 40; seed += 1) {
        const random = seededRandom(seed);
        const arrivals = shuffled([...messages, ...messages.filter(() => random() < 0.5)], random);
        let log = ChatLog.EMPTY;
        while (arrivals.length > 0) log = log.with(arrivals.splice(0, 1 + Math.floor(random() * 9)));
        expect(ids(log)).withContext(`seed ${seed}`).toEqual(expected);
      }
    });
  }

  it('is the same for any permutation beyond its bound too', () => {
    const total = LIMITS.chatHistory + 50;
    const messages = Array.from({ length: total }, (_, i) => chatMessage({ id: i + 1, author: i % 3 }));
    const newest = messages.slice(-LIMITS.chatHistory).map((message) => message.id);
    for (const seed of [1, 2, 3]) {
      const arrivals = shuffled(messages, seededRandom(seed));
      let log = ChatLog.EMPTY;
      while (arrivals.length > 0) log = log.with(arrivals.splice(0, 7));
      expect(ids(log)).withContext(`seed ${seed}`).toEqual(newest);
    }
  });

  it('stays the same instance when nothing is new', () => {
    const log = ChatLog.EMPTY.with([chatMessage({ id: 1 }), chatMessage({ id: 2 })]);
    expect(log.with([chatMessage({ id: 2 }), chatMessage({ id: 1 })])).toBe(log);
    expect(log.with([])).toBe(log);
  });

  it('stays the same instance when all that is new is older than what it may keep', () => {
    const full = ChatLog.EMPTY.with(
      Array.from({ length: LIMITS.chatHistory }, (_, i) => chatMessage({ id: i + 10 })),
    );
    expect(full.with([chatMessage({ id: 1 }), chatMessage({ id: 2 })])).toBe(full);
  });

  it('keeps what it knew of a message when another comes with its id', () => {
    const log = ChatLog.EMPTY.with([chatMessage({ id: 1, text: 'yes' })]);
    expect(log.with([chatMessage({ id: 1, text: 'no', clock: 7 })])).toBe(log);
    const both = ChatLog.EMPTY.with([
      chatMessage({ id: 1, text: 'yes' }),
      chatMessage({ id: 1, text: 'no' }),
    ]);
    expect(both.messages.map((message) => message.text)).toEqual(['yes']);
  });

  it('knows what somebody lacks, oldest first', () => {
    const log = ChatLog.EMPTY.with([3, 1, 4, 2].map((id) => chatMessage({ id })));
    expect(log.missingFrom([messageId(2), messageId(9)]).map((message) => message.id)).toEqual(
      [1, 3, 4].map(messageId),
    );
    expect(log.missingFrom(log.ids)).toEqual([]);
  });

  it('knows its largest clock', () => {
    expect(ChatLog.EMPTY.clock).toBe(0);
    expect(
      ChatLog.EMPTY.with([chatMessage({ id: 1, clock: 8 }), chatMessage({ id: 2, clock: 3 })]).clock,
    ).toBe(8);
  });

  it('knows which messages it has', () => {
    const log = ChatLog.EMPTY.with([chatMessage({ id: 1 })]);
    expect([log.has(messageId(1)), log.has(messageId(2))]).toEqual([true, false]);
  });
});
