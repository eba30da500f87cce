import * as v from 'valibot';
import { LIMITS } from './limits.ts';
import { PeerMessageSchema } from './peer-messages.ts';

const ID = '7b0e6c3a-6a0e-4f3c-9d56-0a3b6d1f2c11';
const message = { id: ID, author: ID, name: 'Ada', text: 'Hello', clock: 1, sentAt: 1_800_000_000_000 };
const media = { revision: 3, microphone: true, camera: true, screen: false };

const accepted: readonly (readonly [string, unknown])[] = [
  ['a chat message', { type: 'chat:message', message }],
  [
    'the longest text',
    { type: 'chat:message', message: { ...message, text: 'x'.repeat(LIMITS.chatMessage.max) } },
  ],
  ['text on several lines', { type: 'chat:message', message: { ...message, text: 'a\n b' } }],
  [
    'markup, which is text',
    { type: 'chat:message', message: { ...message, text: '<script>alert(1)</script>' } },
  ],
  ['an empty list of ids', { type: 'chat:have', ids: [] }],
  ['a list of ids', { type: 'chat:have', ids: [ID] }],
  ['a history', { type: 'chat:history', messages: [message, message] }],
  ['a media state', { type: 'media:state', media }],
  ['the size of a picture', { type: 'picture:shown', shortSide: 360 }],
];

const refused: readonly (readonly [string, unknown])[] = [
  ['null', null],
  ['a text', 'chat:message'],
  ['no type', { message }],
  ['an unknown type', { type: 'chat:delete', id: ID }],
  ['a type of the prototype', { type: 'constructor', message }],
  ['a message without text', { type: 'chat:message', message: { ...message, text: '' } }],
  [
    'a text too long',
    { type: 'chat:message', message: { ...message, text: 'x'.repeat(LIMITS.chatMessage.max + 1) } },
  ],
  ['a text that is none', { type: 'chat:message', message: { ...message, text: { html: '<b>' } } }],
  ['an id that is none', { type: 'chat:message', message: { ...message, id: '1' } }],
  ['a clock at zero', { type: 'chat:message', message: { ...message, clock: 0 } }],
  ['a clock beyond counting', { type: 'chat:message', message: { ...message, clock: 2 ** 53 } }],
  ['a time before time', { type: 'chat:message', message: { ...message, sentAt: -1 } }],
  ['a name that is none', { type: 'chat:message', message: { ...message, name: ' ' } }],
  ['too many ids', { type: 'chat:have', ids: Array.from({ length: LIMITS.chatHistory + 1 }, () => ID) }],
  ['ids that are none', { type: 'chat:have', ids: [7] }],
  ['a history with a gap', { type: 'chat:history', messages: [message, null] }],
  ['a picture too small to be one', { type: 'picture:shown', shortSide: LIMITS.pictureSide.min - 1 }],
  ['a picture of half a pixel', { type: 'picture:shown', shortSide: 360.5 }],
  ['a picture beyond any screen', { type: 'picture:shown', shortSide: LIMITS.pictureSide.max + 1 }],
  ['a media state that is none', { type: 'media:state', media: { ...media, revision: -1 } }],
];

describe('PeerMessageSchema', () => {
  for (const [what, input] of accepted) {
    it(`takes ${what}`, () => {
      expect<unknown>(v.parse(PeerMessageSchema, input)).toEqual(input);
    });
  }

  for (const [what, input] of refused) {
    it(`refuses ${what}`, () => {
      expect(v.is(PeerMessageSchema, input)).toBeFalse();
    });
  }

  it('fits a list of all ids a participant may hold into one frame', () => {
    const have = { type: 'chat:have', ids: Array.from({ length: LIMITS.chatHistory }, () => ID) };
    expect(JSON.stringify(have).length).toBeLessThanOrEqual(LIMITS.frameBytes);
  });
});
