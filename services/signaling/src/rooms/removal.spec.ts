import { ParticipantIdSchema, RoomIdSchema } from '@parley/protocol';
import type { MediaState, ParticipantId } from '@parley/protocol';
import * as v from 'valibot';
import { FakeClock } from '../testing/fake-clock.ts';
import type { RegistryFact } from './registry-fact.ts';
import { RoomRegistry } from './room-registry.ts';
import type { Snapshot } from './room-registry.ts';

const ROOM = v.parse(RoomIdSchema, 'kitchen');
const OTHER_ROOM = v.parse(RoomIdSchema, 'garden');
const ADA = idEndingWith('1');
const BOB = idEndingWith('2');
const CAT = idEndingWith('3');
const DAN = idEndingWith('4');

function idEndingWith(digit: string): ParticipantId {
  return v.parse(ParticipantIdSchema, `00000000-0000-4000-8000-00000000000${digit}`);
}

function media(revision: number): MediaState {
  return { revision, microphone: true, camera: true, screen: false };
}

describe('RoomRegistry, removing', () => {
  let clock: FakeClock;
  let registry: RoomRegistry;
  let facts: RegistryFact[];

  beforeEach(() => {
    clock = new FakeClock();
    registry = new RoomRegistry({ capacity: 3, awaitReturnMs: 1000, clock });
    facts = [];
    registry.observe((fact) => facts.push(fact));
    join('a', ADA);
    join('b', BOB);
  });

  function join(connection: string, participantId: ParticipantId, room = ROOM): Snapshot {
    expect(registry.prepare(connection, { participantId, room })).toBeNull();
    const joined = registry.join(connection, 'Someone', media(1));
    if ('refused' in joined) throw new Error(joined.refused);
    return joined;
  }

  function typesSince(action: () => unknown): string[] {
    facts = [];
    action();
    return facts.map(({ type }) => type);
  }

  it('ends every connection of theirs before anybody is told, and awaits nobody', () => {
    registry.prepare('b2', { participantId: BOB, room: ROOM });
    facts = [];
    expect(registry.remove('a', BOB)).toBeNull();
    expect(facts).toEqual([
      { type: 'connection-removed', room: ROOM, connectionId: 'b' },
      { type: 'connection-removed', room: ROOM, connectionId: 'b2' },
      { type: 'participant-left', room: ROOM, participantId: BOB, reason: 'removed' },
      { type: 'identity-released', room: ROOM, participantId: BOB },
    ]);
    expect(registry.holds({ participantId: BOB, room: ROOM })).toBeFalse();
    expect(typesSince(() => ['b', 'b2'].map((c) => registry.disconnected(c, 'left')))).toEqual([]);
    expect(registry.update('b', media(2))).toEqual({ refused: 'not-in-room' });
  });

  it('lets nobody back in, and a new one of theirs like anybody', () => {
    registry.remove('a', BOB);
    expect(registry.prepare('b3', { participantId: BOB, room: ROOM })).toEqual({ refused: 'removed' });
    expect(registry.identityOf('b3')).toBeNull();
    expect(registry.prepare('b3', { participantId: BOB, room: OTHER_ROOM })).toBeNull();
    expect(join('c', CAT).participants.map(({ id }) => id)).toEqual([ADA]);
  });

  it('reaches who is awaited, whose return is refused', () => {
    registry.disconnected('b', 'lost');
    expect(typesSince(() => registry.remove('a', BOB))).toEqual(['participant-left', 'identity-released']);
    expect(clock.pending).toBe(0);
    expect(registry.prepare('b2', { participantId: BOB, room: ROOM })).toEqual({ refused: 'removed' });
  });

  it('is for the host, of somebody else in the room, and idempotent', () => {
    join('c', CAT, OTHER_ROOM);
    registry.prepare('d', { participantId: DAN, room: ROOM });
    expect(registry.remove('b', ADA)).toEqual({ refused: 'host-only' });
    expect(registry.remove('d', BOB)).toEqual({ refused: 'not-in-room' });
    for (const nobody of [ADA, CAT, DAN])
      expect(registry.remove('a', nobody)).toEqual({ refused: 'participant-unreachable' });
    expect(registry.remove('a', BOB)).toBeNull();
    expect(typesSince(() => expect(registry.remove('a', BOB)).toBeNull())).toEqual([]);
  });

  it('passes with the host', () => {
    registry.leave('a');
    join('a', ADA);
    expect(registry.remove('a', BOB)).toEqual({ refused: 'host-only' });
    expect(registry.remove('b', ADA)).toBeNull();
  });

  it('is forgotten with the room, and the oldest of very many before', () => {
    const others = Array.from({ length: 1_000 }, (_, n) =>
      v.parse(ParticipantIdSchema, `00000000-0000-4000-9000-${String(n).padStart(12, '0')}`),
    );
    registry.remove('a', BOB);
    for (const [n, other] of others.entries()) {
      expect(registry.prepare('b', { participantId: BOB, room: ROOM })).toEqual({ refused: 'removed' });
      join(`o${String(n)}`, other);
      registry.remove('a', other);
    }
    expect(registry.prepare('b', { participantId: BOB, room: ROOM })).toBeNull();
    registry.leave('a');
    expect(registry.prepare('o', { participantId: others[999] ?? ADA, room: ROOM })).toBeNull();
  });
});
