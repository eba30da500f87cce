import type { Random } from '../random.ts';
import { anyValue, garble, mutate } from './value.ts';

/** A frame that may not pass, or not as it is, for a socket that speaks to PeerServer. */
export function malformedFrame(random: Random, ids: readonly [string, ...string[]]): string | Buffer {
  const kind = random.below(10);
  if (kind === 0) return random.bytes(random.below(60));
  if (kind === 1)
    return random.pick(['', 'null', '{bad', '[]', '7', '"', '['.repeat(10_000), '{"type":"OFFER"}']);
  const media = { type: 'media', connectionId: `mc_${String(random.below(1_000))}` };
  const type = random.pick([
    'OFFER',
    'ANSWER',
    'CANDIDATE',
    'HEARTBEAT',
    'LEAVE',
    'EXPIRE',
    'OPEN',
    'ID-TAKEN',
    'x',
  ]);
  const payload =
    type === 'CANDIDATE'
      ? { ...media, candidate: { candidate: 'c', sdpMid: '0', sdpMLineIndex: 0 } }
      : {
          ...media,
          sdp: { type: type.toLowerCase(), sdp: 'v=0'.repeat(random.below(3_000)) },
          metadata: anyValue(random),
        };
  const frame = { type, src: random.pick(ids), dst: random.pick(ids), payload };
  const text = JSON.stringify(random.chance(0.8) ? mutate(random, { ...frame }) : frame);
  return random.chance(0.1) ? garble(random, text) : text;
}
