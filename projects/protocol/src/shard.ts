import type { RoomId } from './ids.ts';

/** How many shards there are: enough to spread over any number of nodes, too few to tell a room by. */
export const SHARDS = 4_096;

/**
 * The shard of `room`, which the URL of a WebSocket may name, so that a proxy can send everybody of one room to the same
 * node. Thousands of names share each shard: unlike the name of a room, which lets people in, it may stand in a log.
 *
 * FNV-1a, 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/
 */
export function shardOf(room: RoomId): number {
  let hash = 0x811c9dc5;
  // Names of rooms are ASCII.
  for (let index = 0; index < room.length; index += 1) {
    hash = Math.imul(hash ^ room.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0) % SHARDS;
}
