import type { RoomId } from '@parley/protocol';
import type { Clock } from '../clock.ts';

/**
 * PeerServer keeps a frame for a participant without a socket for 5 s, looks once a second, and keeps as much as
 * anybody sends.
 */
const KEPT_MS = 6_000;

/** Characters that may wait in one room: more than a newcomer sends who calls a full room that is not there yet. */
const PER_ROOM = 1_048_576;
/** Characters that may wait altogether, so that many rooms cannot fill the memory either. */
const IN_ALL = 8_388_608;

interface Kept {
  readonly room: RoomId;
  readonly size: number;
  readonly until: number;
}

/** How much waits in PeerServer for participants who have no socket yet, and whether more may. */
export class WaitingBytes {
  readonly #clock: Clock;
  readonly #rooms = new Map<RoomId, number>();
  /** Oldest first: everything is kept for the same time. */
  readonly #kept = new Set<Kept>();
  #inAll = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Whether a frame of `size` may wait in `room`; if so it is counted for as long as it may be kept. */
  take(room: RoomId, size: number): boolean {
    const now = this.#clock.now();
    this.#forget(now);
    const inRoom = this.#rooms.get(room) ?? 0;
    if (inRoom + size > PER_ROOM || this.#inAll + size > IN_ALL) return false;
    this.#kept.add({ room, size, until: now + KEPT_MS });
    this.#rooms.set(room, inRoom + size);
    this.#inAll += size;
    return true;
  }

  #forget(now: number): void {
    for (const kept of this.#kept) {
      if (kept.until > now) return;
      this.#kept.delete(kept);
      const left = (this.#rooms.get(kept.room) ?? 0) - kept.size;
      if (left > 0) this.#rooms.set(kept.room, left);
      else this.#rooms.delete(kept.room);
      this.#inAll -= kept.size;
    }
  }
}
