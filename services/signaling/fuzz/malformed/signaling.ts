import { PROTOCOL_VERSION } from '@parley/protocol';
import { MEDIA } from '../../src/testing/service.ts';
import type { Random } from '../random.ts';
import { anyValue, garble, mutate } from './value.ts';

const REQUESTS: readonly [readonly [string, unknown], ...(readonly [string, unknown])[]] = [
  ['room:prepare', { version: PROTOCOL_VERSION, room: 'kitchen', resumeToken: 'A'.repeat(43) }],
  ['room:join', { name: 'Ada', media: MEDIA }],
  ['participant:update', { media: MEDIA }],
  ['participant:remove', { participantId: '7b0e6c3a-6a0e-4f3c-9d56-0a3b6d1f2c11' }],
  ['peer:refresh', {}],
  ['room:leave', {}],
];
const NAMES: readonly [string, ...string[]] = [
  'disconnect',
  'error',
  'connect',
  'newListener',
  '__proto__',
  '',
  'x',
];
const PACKETS: readonly [string, ...string[]] = [
  '41',
  '43',
  '431[]',
  '44',
  '451-["x",{"_placeholder":true,"num":0}]',
  '40/admin,',
  '42',
  '42/x,["room:leave",{}]',
  '4299999999999999999999["x"]',
  '42[7]',
  '42{}',
  '42null',
  '2',
  '3',
  '5',
  '6',
  '1',
  '0',
  'b',
  'bAAA',
  '',
  '4',
];

/** A frame no client of ours sends, for a socket that speaks Socket.IO. */
export function malformedPacket(random: Random): string | Buffer {
  const kind = random.below(200);
  // These end the connection, and what follows on it is lost: rare enough that most of the rest is read.
  if (kind === 0) return random.pick(PACKETS);
  if (kind === 1) return random.bytes(1 + random.below(40));
  if (kind === 2) return `42${'['.repeat(1 + random.below(20_000))}`;
  const [name, payload] = random.pick(REQUESTS);
  const event = random.chance(0.8) ? name : random.pick(NAMES);
  const args = [mutate(random, payload), ...(random.chance(0.2) ? [anyValue(random)] : [])];
  const id = random.chance(0.7) ? String(random.below(1_000)) : '';
  const packet = `42${id}${JSON.stringify([event, ...args])}`;
  return random.chance(0.01) ? garble(random, packet) : packet;
}
