import type { RoomId } from '@parley/protocol';
import type { GenericSchema } from 'valibot';
import { whenKnown } from '../rooms/rooms.ts';
import type { Eventually } from '../rooms/rooms.ts';
import type { NodeId } from './bus.ts';
import type { Op } from './messages.ts';
import type { Ownership, Place } from './ownership.ts';
import type { Relay } from './relay.ts';

/** How often a question is asked again because its room has just moved. */
const MOVES = 3;

/** Something to be asked of whoever keeps a room. */
export interface RoomQuestion<T> {
  readonly room: RoomId;
  /** How our own registry is asked. */
  readonly here: () => T;
  /** How another node is asked, and what it may answer. */
  readonly request: Op;
  readonly schema: GenericSchema<unknown, T>;
  /** The answer where nobody can be asked. */
  readonly otherwise: T;
}

/** Finds whoever keeps a room, and asks there. */
export class Keepers {
  readonly #self: NodeId;
  readonly #ownership: Ownership;
  readonly #relay: Relay;
  /** Gives a room up that nobody has to do with. */
  readonly #releaseIfIdle: (room: RoomId) => void;

  constructor(self: NodeId, ownership: Ownership, relay: Relay, releaseIfIdle: (room: RoomId) => void) {
    this.#self = self;
    this.#ownership = ownership;
    this.#relay = relay;
    this.#releaseIfIdle = releaseIfIdle;
  }

  ask<T>(question: RoomQuestion<T>, moves = MOVES): Eventually<T> {
    const { room, here, otherwise } = question;
    const known = this.#relay.view(room) ?? this.#ownership.locate(room);
    return whenKnown(known, (place) => {
      if (place === null) return otherwise;
      if (place.owner !== this.#self) return this.#askElsewhere(place, question, moves);
      const answer = here();
      this.#releaseIfIdle(room);
      return answer;
    });
  }

  async #askElsewhere<T>(place: Place, question: RoomQuestion<T>, moves: number): Promise<T> {
    const { room, request, schema, otherwise } = question;
    const outcome = await this.#relay.ask(place, room, request, schema);
    if (outcome === null) return otherwise;
    if (outcome !== 'moved') return outcome.answer;
    this.#relay.reset(room);
    // Whoever keeps the room now knows nothing of a connection that has not prepared there.
    const isFirst = request.op === 'prepare' || request.op === 'holds';
    return isFirst && moves > 0 ? this.ask(question, moves - 1) : otherwise;
  }
}
