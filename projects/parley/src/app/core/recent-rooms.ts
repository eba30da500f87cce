import { inject, Service } from '@angular/core';
import { type RoomId, RoomIdSchema } from '@parley/protocol';
import { BehaviorSubject } from 'rxjs';
import * as v from 'valibot';
import type { Behavior } from './behavior';
import { CLOCK, LOCAL_STORAGE } from './browser-apis';
import { StoredValue } from './stored-value';

/** As many as fit on one screen beside everything else. */
const KEPT = 6;

const RecentRoomSchema = v.object({
  room: RoomIdSchema,
  /** Milliseconds since the epoch. */
  visitedAt: v.number(),
});

/** A room this person was in, and when they entered it last. */
export type RecentRoom = Readonly<v.InferOutput<typeof RecentRoomSchema>>;

/** The rooms this person was in, newest first. Kept on this device only. */
@Service()
export class RecentRooms {
  readonly #now = inject(CLOCK);
  readonly #stored = new StoredValue(inject(LOCAL_STORAGE), 'parley.recent-rooms', v.array(RecentRoomSchema));
  readonly #rooms = new BehaviorSubject<readonly RecentRoom[]>(this.#stored.read() ?? []);

  /** Newest first. */
  readonly rooms$: Behavior<readonly RecentRoom[]> = this.#rooms;

  /** Remembers a visit to `room` that begins now. */
  add(room: RoomId): void {
    this.#keep([{ room, visitedAt: this.#now() }, ...this.#without(room)].slice(0, KEPT));
  }

  /** Forgets one room. */
  remove(room: RoomId): void {
    this.#keep(this.#without(room));
  }

  /** Forgets all of them. */
  clear(): void {
    this.#rooms.next([]);
    this.#stored.remove();
  }

  /** Reads again first: another tab may have added a room meanwhile. */
  #without(room: RoomId): RecentRoom[] {
    return (this.#stored.read() ?? this.#rooms.value).filter((recent) => recent.room !== room);
  }

  #keep(rooms: RecentRoom[]): void {
    this.#rooms.next(rooms);
    this.#stored.write(rooms);
  }
}
