import { RoomIdSchema } from '@parley/protocol';
import * as v from 'valibot';
import { FakeClock } from '../testing/fake-clock.ts';
import { WaitingBytes } from './waiting-bytes.ts';

const MIB = 1_048_576;

describe('WaitingBytes', () => {
  let clock: FakeClock;
  let waiting: WaitingBytes;
  const room = (n: number) => v.parse(RoomIdSchema, `room-${String(n)}`);

  beforeEach(() => {
    clock = new FakeClock();
    waiting = new WaitingBytes(clock);
  });

  it('lets so much wait in one room, until PeerServer has dropped it', () => {
    expect(waiting.take(room(1), MIB - 1)).toBeTrue();
    expect(waiting.take(room(1), 2)).toBeFalse();
    clock.advance(3_000);
    expect(waiting.take(room(1), 1)).toBeTrue();
    clock.advance(2_999);
    expect(waiting.take(room(1), 1)).toBeFalse();
    clock.advance(1);
    expect(waiting.take(room(1), MIB - 1)).toBeTrue();
    expect(waiting.take(room(1), 1)).toBeFalse();
  });

  it('lets so much wait altogether', () => {
    for (let n = 0; n < 8; n += 1) expect(waiting.take(room(n), MIB)).toBeTrue();
    expect(waiting.take(room(8), 1)).toBeFalse();
    clock.advance(6_000);
    expect(waiting.take(room(8), 1)).toBeTrue();
  });
});
