import * as v from 'valibot';
import {
  MessageIdSchema,
  ParticipantIdSchema,
  RESERVED_ROOM_NAMES,
  normaliseRoomName,
  parseRoomName,
} from './ids.ts';

const UUID = '7b0e6c3a-6a0e-4f3c-9d56-0a3b6d1f2c11';

describe('parseRoomName', () => {
  const accepted: readonly (readonly [input: string, room: string])[] = [
    ['abc', 'abc'],
    ['Kitchen', 'kitchen'],
    ['  team stand-up ', 'team-stand-up'],
    ['team_stand__up', 'team-stand-up'],
    ['a - b', 'a-b'],
    ['-abc-', 'abc'],
    ['2026', '2026'],
    ['peer-review', 'peer-review'],
    ['x'.repeat(64), 'x'.repeat(64)],
    [UUID.toUpperCase(), UUID],
  ];
  for (const [input, room] of accepted) {
    it(`reads "${input.slice(0, 40)}" as "${room.slice(0, 40)}"`, () => {
      expect<string | null>(parseRoomName(input)).toBe(room);
    });
  }

  const refused = [
    '',
    '  ',
    'ab',
    '---',
    'x'.repeat(65),
    'a/b',
    'a.b',
    'käse',
    'кухня',
    'room?',
    'a%20b',
    '../up',
    'a\0b',
    '🙂🙂🙂',
  ];
  for (const input of refused) {
    it(`refuses ${JSON.stringify(input).slice(0, 40)}`, () => {
      expect(parseRoomName(input)).toBeNull();
    });
  }

  for (const name of RESERVED_ROOM_NAMES) {
    it(`refuses the reserved name ${name}, in any spelling`, () => {
      expect(parseRoomName(name)).toBeNull();
      expect(parseRoomName(` ${name.toUpperCase()} `)).toBeNull();
    });
  }
});

describe('normaliseRoomName', () => {
  for (const input of ['-', '--a--', '- a -', '_ _a', 'a -_- b', 'Ä_b', '---a']) {
    it(`changes nothing the second time: ${JSON.stringify(input)}`, () => {
      const once = normaliseRoomName(input);
      expect(normaliseRoomName(once)).toBe(once);
      expect(once).not.toMatch(/^-|-$|--/);
    });
  }
});

describe('ids', () => {
  for (const schema of [ParticipantIdSchema, MessageIdSchema]) {
    it(`are UUIDs and nothing else (${schema === ParticipantIdSchema ? 'participant' : 'message'})`, () => {
      expect(v.is(schema, UUID)).toBeTrue();
      for (const other of [
        '',
        'x',
        `${UUID}0`,
        `{${UUID}}`,
        ` ${UUID}`,
        '__proto__',
        7,
        null,
        undefined,
        [UUID],
      ]) {
        expect(v.is(schema, other)).toBeFalse();
      }
    });
  }

  it('fit what PeerJS takes for an id', () => {
    expect(UUID).toMatch(/^[A-Za-z0-9]+(?:[ _-][A-Za-z0-9]+)*$/);
  });
});
