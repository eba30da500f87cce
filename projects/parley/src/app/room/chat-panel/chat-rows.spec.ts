import { chatMessage, participantId } from '../../chat/testing/chat-messages';
import { chatRows } from './chat-rows';

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
