import * as v from 'valibot';
import { LIMITS } from './limits.ts';
import { DisplayNameSchema, MediaStateSchema, ParticipantSchema } from './participant.ts';

describe('DisplayNameSchema', () => {
  const accepted: readonly (readonly [what: string, input: string, name: string])[] = [
    ['a name', 'Ada', 'Ada'],
    ['a trimmed one', '  Ada  Lovelace ', 'Ada Lovelace'],
    ['one line of two', 'Ada\nLovelace', 'Ada Lovelace'],
    ['a right-to-left name', 'עדה', 'עדה'],
    ['a name in many scripts', '李 José Ω', '李 José Ω'],
    ['an emoji of several parts', '👩‍💻', '👩‍💻'],
    ['a name with a joiner', 'نامه‌ای', 'نامه‌ای'],
    ['the longest', 'x'.repeat(60), 'x'.repeat(60)],
    ['the longest, with space around', ` ${'x'.repeat(60)} `, 'x'.repeat(60)],
    ['markup, which is text', '<b>Ada</b>', '<b>Ada</b>'],
    ['a name without its override', 'Ada\u202Egpj', 'Ada gpj'],
    ['a name without its controls', 'A\u0000\u001b[31mda', 'A [31mda'],
  ];
  for (const [what, input, name] of accepted) {
    it(`takes ${what}`, () => {
      expect(v.parse(DisplayNameSchema, input)).toBe(name);
    });
  }

  const refused: readonly (readonly [string, unknown])[] = [
    ['nothing', ''],
    ['space', ' \t\n '],
    ['only overrides', '\u202E\u2066'],
    ['only what shows as nothing', '\u200B \u3164\u00AD\u2800'],
    ['too much', 'x'.repeat(61)],
    ['far too much', ' '.repeat(LIMITS.displayName.max * 4 + 1)],
    ['a number', 7],
    ['an object', { toString: 'Ada' }],
    ['null', null],
  ];
  for (const [what, input] of refused) {
    it(`refuses ${what}`, () => {
      expect(v.is(DisplayNameSchema, input)).toBeFalse();
    });
  }
});

describe('MediaStateSchema', () => {
  const state = { revision: 0, microphone: true, camera: false, screen: false };

  it('takes a state and drops what is not part of it', () => {
    expect(v.parse(MediaStateSchema, { ...state, volume: 11 })).toEqual(state);
  });

  const refused: readonly unknown[] = [
    null,
    [],
    {},
    { ...state, revision: -1 },
    { ...state, revision: 0.5 },
    { ...state, revision: Number.NaN },
    { ...state, revision: 2 ** 53 },
    { ...state, revision: '1' },
    { ...state, microphone: 1 },
    { ...state, camera: null },
    { ...state, screen: 'on' },
  ];
  for (const [index, input] of refused.entries()) {
    it(`refuses case ${String(index)}: ${JSON.stringify(input)}`, () => {
      expect(v.is(MediaStateSchema, input)).toBeFalse();
    });
  }
});

describe('ParticipantSchema', () => {
  const participant = {
    id: '7b0e6c3a-6a0e-4f3c-9d56-0a3b6d1f2c11',
    name: 'Ada',
    role: 'host',
    media: { revision: 0, microphone: true, camera: true, screen: false },
  };

  it('takes a participant', () => {
    expect(v.is(ParticipantSchema, participant)).toBeTrue();
  });

  for (const wrong of [{ id: 'ada' }, { name: '' }, { role: 'admin' }, { media: {} }]) {
    it(`refuses one with ${JSON.stringify(wrong)}`, () => {
      expect(v.is(ParticipantSchema, { ...participant, ...wrong })).toBeFalse();
    });
  }
});
