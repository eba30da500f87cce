import { RoomIdSchema } from './ids.ts';
import { SHARDS, shardOf } from './shard.ts';
import * as v from 'valibot';

const room = (name: string) => v.parse(RoomIdSchema, name);

describe('shardOf', () => {
  it('is the same for everybody', () => {
    expect(shardOf(room('kitchen'))).toBe(1839);
  });

  it('spreads rooms evenly', () => {
    const counts = new Array<number>(3).fill(0);
    for (let index = 0; index < 3_000; index += 1) {
      const shard = shardOf(room(`room-${index}`));
      expect(Number.isInteger(shard) && shard >= 0 && shard < SHARDS).toBeTrue();
      counts[shard % 3] = (counts[shard % 3] ?? 0) + 1;
    }
    for (const count of counts) expect(count).toBeGreaterThan(850);
  });
});
