import * as v from 'valibot';
import { ERROR_CODES } from './error-codes.ts';
import { FACTS, IceServerSchema, REQUESTS, ackSchema } from './signaling-events.ts';

const ID = '7b0e6c3a-6a0e-4f3c-9d56-0a3b6d1f2c11';
const media = { revision: 0, microphone: true, camera: true, screen: false };
const participant = { id: ID, name: 'Ada', role: 'host', media };
const signal = { connectionId: 'mc_1', round: 'r1', step: { kind: 'offer', sdp: 'v=0' } };
const candidates = { kind: 'candidates', candidates: [{ candidate: 'c', sdpMid: '0', sdpMLineIndex: 0 }] };
const access = { peerToken: 'token', iceServers: [] };

type Table = readonly (readonly [event: string, schema: v.GenericSchema, value: unknown])[];

const accepted: Table = [
  ['room:prepare', REQUESTS['room:prepare'].payload, { version: 1, room: 'kitchen' }],
  [
    'room:prepare with a token',
    REQUESTS['room:prepare'].payload,
    { version: 1, room: 'kitchen', resumeToken: 'x' },
  ],
  ['room:join', REQUESTS['room:join'].payload, { name: 'Ada', media }],
  ['room:leave', REQUESTS['room:leave'].payload, {}],
  ['participant:update', REQUESTS['participant:update'].payload, { media }],
  ['participant:remove', REQUESTS['participant:remove'].payload, { participantId: ID }],
  ['peer:refresh', REQUESTS['peer:refresh'].payload, {}],
  ['rtc:signal', REQUESTS['rtc:signal'].payload, { to: ID, signal }],
  [
    'rtc:signal with candidates',
    REQUESTS['rtc:signal'].payload,
    { to: ID, signal: { ...signal, step: candidates } },
  ],
  ['links:report', REQUESTS['links:report'].payload, { relay: 0, direct: 49 }],
  ['rtc:signal to us', FACTS['rtc:signal'], { from: ID, signal }],
  ['participant:joined', FACTS['participant:joined'], { participant }],
  ['participant:left', FACTS['participant:left'], { participantId: ID, reason: 'lost' }],
  [
    'participant:left by the host’s wish',
    FACTS['participant:left'],
    { participantId: ID, reason: 'left', removed: true },
  ],
  ['participant:updated', FACTS['participant:updated'], { participantId: ID, media }],
  [
    'participant:updated with a name',
    FACTS['participant:updated'],
    { participantId: ID, media, name: 'Ada L.' },
  ],
  ['host:changed', FACTS['host:changed'], { participantId: ID }],
  ['session:replaced', FACTS['session:replaced'], {}],
  ['session:removed', FACTS['session:removed'], {}],
  ['service:closing', FACTS['service:closing'], { reconnectAfterMs: 1_200 }],
  ['an ICE server', IceServerSchema, { urls: ['turn:a'], username: 'u', credential: 'c' }],
];

const refused: Table = [
  ['room:prepare without version', REQUESTS['room:prepare'].payload, { room: 'kitchen' }],
  [
    'room:prepare with an empty token',
    REQUESTS['room:prepare'].payload,
    { version: 1, room: 'a', resumeToken: '' },
  ],
  ['room:join without media', REQUESTS['room:join'].payload, { name: 'Ada' }],
  ['room:leave of null', REQUESTS['room:leave'].payload, null],
  ['participant:update without media', REQUESTS['participant:update'].payload, {}],
  ['participant:remove of everybody', REQUESTS['participant:remove'].payload, {}],
  ['participant:remove by name', REQUESTS['participant:remove'].payload, { participantId: 'Bob' }],
  ['rtc:signal to everybody', REQUESTS['rtc:signal'].payload, { signal }],
  [
    'rtc:signal for no connection',
    REQUESTS['rtc:signal'].payload,
    { to: ID, signal: { ...signal, connectionId: 'a b' } },
  ],
  [
    'rtc:signal of another kind',
    REQUESTS['rtc:signal'].payload,
    { to: ID, signal: { ...signal, step: { kind: 'bye' } } },
  ],
  ['links:report of less than nothing', REQUESTS['links:report'].payload, { relay: -1, direct: 0 }],
  ['links:report of half a link', REQUESTS['links:report'].payload, { relay: 0.5, direct: 0 }],
  ['links:report of more than there can be', REQUESTS['links:report'].payload, { relay: 0, direct: 50 }],
  ['links:report of relays only', REQUESTS['links:report'].payload, { relay: 1 }],
  ['rtc:signal from nobody', FACTS['rtc:signal'], { signal }],
  ['participant:joined by a number', FACTS['participant:joined'], { participant: 7 }],
  [
    'participant:left for a reason of its own',
    FACTS['participant:left'],
    { participantId: ID, reason: 'bored' },
  ],
  ['participant:updated with no name', FACTS['participant:updated'], { participantId: ID, media, name: '' }],
  ['host:changed to nobody', FACTS['host:changed'], {}],
  ['session:replaced by nothing', FACTS['session:replaced'], null],
  ['session:removed by nothing', FACTS['session:removed'], null],
  ['service:closing until yesterday', FACTS['service:closing'], { reconnectAfterMs: -1 }],
  ['an ICE server with one URL outside a list', IceServerSchema, { urls: 'stun:a' }],
];

describe('signaling events', () => {
  for (const [event, schema, value] of accepted) {
    it(`takes ${event}`, () => {
      expect(v.is(schema, value)).toBeTrue();
    });
  }

  for (const [event, schema, value] of refused) {
    it(`refuses ${event}`, () => {
      expect(v.is(schema, value)).toBeFalse();
    });
  }
});

describe('ackSchema', () => {
  const joined = { room: 'kitchen', self: participant, participants: [], ...access };

  it('takes the data of its request', () => {
    expect(v.is(ackSchema('room:join'), { ok: true, data: joined })).toBeTrue();
    expect(v.is(ackSchema('room:leave'), { ok: true, data: {} })).toBeTrue();
    expect(v.is(ackSchema('peer:refresh'), { ok: true, data: access })).toBeTrue();
  });

  it('takes every documented error and no other', () => {
    for (const code of ERROR_CODES) {
      expect(v.is(ackSchema('room:join'), { ok: false, error: { code } })).toBeTrue();
    }
    expect(v.is(ackSchema('room:join'), { ok: false, error: { code: 'teapot' } })).toBeFalse();
  });

  const wrong: readonly (readonly [string, unknown])[] = [
    ['nothing', undefined],
    ['data of another request', { ok: true, data: access }],
    ['success without data', { ok: true }],
    ['failure without error', { ok: false }],
    ['both at once', { ok: 'true', data: joined, error: { code: 'internal' } }],
    ['a room that is none', { ok: true, data: { ...joined, room: 'A Room' } }],
    ['a participant that is none', { ok: true, data: { ...joined, participants: [{}] } }],
  ];
  for (const [what, value] of wrong) {
    it(`refuses ${what}`, () => {
      expect(v.is(ackSchema('room:join'), value)).toBeFalse();
    });
  }
});
