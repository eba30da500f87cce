import { parsePeerFrame } from './peer-frame.ts';

const DST = '7b0e6c3a-6a0e-4f3c-9d56-0a3b6d1f2c11';
const media = { type: 'media', connectionId: 'mc_h3xg7y2k' };
const candidate = { candidate: 'candidate:1 1 udp 1 a.local 9 typ host', sdpMid: '0', sdpMLineIndex: 0 };

const offer = { ...media, sdp: { type: 'offer', sdp: 'v=0' } };

const accepted: readonly (readonly [string, unknown])[] = [
  ['a heartbeat', { type: 'HEARTBEAT' }],
  ['an offer', { type: 'OFFER', dst: DST, payload: offer }],
  ['an offer with metadata', { type: 'OFFER', dst: DST, payload: { ...offer, metadata: { a: 1 } } }],
  ['an answer', { type: 'ANSWER', dst: DST, payload: { ...media, sdp: { type: 'answer', sdp: 'v=0' } } }],
  ['a candidate', { type: 'CANDIDATE', dst: DST, payload: { ...media, candidate } }],
  [
    'a user fragment',
    {
      type: 'CANDIDATE',
      dst: DST,
      payload: { ...media, candidate: { ...candidate, usernameFragment: 'x' } },
    },
  ],
  [
    'the last candidate',
    { type: 'CANDIDATE', dst: DST, payload: { ...media, candidate: { candidate: '', sdpMid: null } } },
  ],
];

const refused: readonly (readonly [string, unknown])[] = [
  ['null', null],
  ['a list', []],
  ['a text', 'OFFER'],
  ['no type', { dst: DST }],
  ['LEAVE', { type: 'LEAVE', dst: DST }],
  ['EXPIRE', { type: 'EXPIRE', dst: DST }],
  ['OPEN', { type: 'OPEN' }],
  ['an unknown type', { type: 'toString', dst: DST }],
  ['an offer to nobody', { type: 'OFFER', payload: offer }],
  ['an offer without payload', { type: 'OFFER', dst: DST }],
  ['an offer with a text for a payload', { type: 'OFFER', dst: DST, payload: 'v=0' }],
  [
    'an offer that is an answer',
    { type: 'OFFER', dst: DST, payload: { ...media, sdp: { type: 'answer', sdp: '' } } },
  ],
  ['an id that is no id', { type: 'CANDIDATE', dst: '__proto__', payload: { ...media, candidate } }],
  ['a data connection', { type: 'CANDIDATE', dst: DST, payload: { ...media, type: 'data', candidate } }],
  [
    'a long connection id',
    { type: 'CANDIDATE', dst: DST, payload: { ...media, connectionId: 'x'.repeat(65), candidate } },
  ],
  ['a candidate of nothing', { type: 'CANDIDATE', dst: DST, payload: { ...media, candidate: null } }],
];

describe('parsePeerFrame', () => {
  for (const [what, frame] of accepted) {
    it(`passes ${what} unchanged`, () => {
      expect(JSON.parse(JSON.stringify(parsePeerFrame(JSON.stringify(frame))))).toEqual(frame);
    });
  }

  for (const [what, frame] of refused) {
    it(`refuses ${what}`, () => {
      expect(parsePeerFrame(JSON.stringify(frame))).toBeNull();
    });
  }

  it('refuses what is not JSON', () => {
    expect(parsePeerFrame('{bad')).toBeNull();
  });

  it('removes what it does not know, a forged sender above all', () => {
    expect(parsePeerFrame('{"type":"HEARTBEAT","src":"someone","__proto__":{"x":1}}')).toEqual({
      type: 'HEARTBEAT',
    });
  });
});
