import { ParticipantIdSchema, RoomIdSchema } from '@parley/protocol';
import type { MediaState, ParticipantId } from '@parley/protocol';
import * as v from 'valibot';
import type { RegistryFact } from '../rooms/registry-fact.ts';
import { RoomRegistry } from '../rooms/room-registry.ts';
import type { Snapshot } from '../rooms/room-registry.ts';
import { FakeClock } from './fake-clock.ts';

export const ROOM = v.parse(RoomIdSchema, 'kitchen');
export const OTHER_ROOM = v.parse(RoomIdSchema, 'garden');
export const ADA = idEndingWith('1');
export const BOB = idEndingWith('2');
export const CAT = idEndingWith('3');
export const DAN = idEndingWith('4');

function idEndingWith(digit: string): ParticipantId {
  return v.parse(ParticipantIdSchema, `00000000-0000-4000-8000-00000000000${digit}`);
}

export function media(revision: number, on: Partial<MediaState> = {}): MediaState {
  return { revision, microphone: true, camera: true, screen: false, ...on };
}

/** A registry with room for three, and what it has said. */
export class TestRegistry {
  readonly clock = new FakeClock();
  readonly registry = new RoomRegistry({ capacity: 3, awaitReturnMs: 1000, clock: this.clock });
  facts: RegistryFact[] = [];

  constructor() {
    this.registry.observe((fact) => this.facts.push(fact));
  }

  /** Prepares and joins, and takes what was said of it. */
  join(connection: string, participantId: ParticipantId, room = ROOM, name = 'Someone'): Snapshot {
    expect(this.registry.prepare(connection, { participantId, room })).toBeNull();
    const joined = this.registry.join(connection, name, media(1));
    if ('refused' in joined) throw new Error(joined.refused);
    return joined;
  }

  /** The types of what `action` makes it say. */
  typesSince(action: () => unknown): string[] {
    this.facts = [];
    action();
    return this.facts.map(({ type }) => type);
  }
}
