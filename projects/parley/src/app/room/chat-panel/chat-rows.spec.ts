import { chatMessage, participantId } from '../../chat/testing/chat-messages';
import { chatPages, chatRows } from './chat-rows';

describe('chatRows', () => {
  const at = 1_790_000_000_000;
  const cases: readonly (readonly [string, readonly (readonly [number, number])[], readonly boolean[]])[] = [
    [
      'one author in quick succession',
      [
        [1, 0],
        [1, 60_000],
        [1, 120_000],
      ],
      [true, false, false],
    ],
    [
      'a pause of more than two minutes',
      [
        [1, 0],
        [1, 120_001],
      ],
      [true, true],
    ],
    [
      'two authors',
      [
        [1, 0],
        [2, 1],
        [2, 2],
        [1, 3],
      ],
      [true, true, false, true],
    ],
    [
      'a watch that was put back',
      [
        [1, 600_000],
        [1, 0],
      ],
      [true, true],
    ],
  ];
  for (const [name, written, first] of cases) {
    it(`groups: ${name}`, () => {
      const messages = written.map(([author, after], i) =>
        chatMessage({ id: i + 1, author, sentAt: at + after }),
      );
      expect(chatRows(messages, participantId(9)).map((row) => row.first)).toEqual([...first]);
    });
  }

  it('knows what the reader wrote', () => {
    const rows = chatRows(
      [chatMessage({ id: 1, author: 1 }), chatMessage({ id: 2, author: 2 })],
      participantId(2),
    );
    expect(rows.map((row) => row.own)).toEqual([false, true]);
  });
});

describe('chatPages', () => {
  const conversation = (count: number) =>
    Array.from({ length: count }, (_, i) => chatMessage({ id: i + 1, clock: i + 1, author: 1 }));
  const self = participantId(9);

  it('holds every message once, in order', () => {
    const messages = conversation(100);
    const shown = chatPages(messages, self).flatMap(({ rows }) => rows.map(({ message }) => message));
    expect(shown).toEqual(messages);
  });

  it('keeps every page that did not change, also when the oldest message falls out', () => {
    const messages = conversation(101);
    const before = chatPages(messages.slice(0, 100), self);
    const after = chatPages(messages.slice(1), self, before);
    expect(before.length).toBeGreaterThan(3);
    expect(after.slice(1, -1)).toEqual(before.slice(1, -1));
    after.slice(1, -1).forEach((page, index) => expect(page).toBe(before[index + 1] ?? page));
  });

  it('makes a page anew where a name or a group changed', () => {
    const messages = conversation(3);
    const before = chatPages(messages, self);
    const late = chatMessage({ id: 9, clock: 1, author: 2 });
    const [after] = chatPages([late, ...messages], self, before);
    expect(after?.rows.length).toBe(4);
  });
});
