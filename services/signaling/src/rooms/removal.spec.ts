import { ParticipantIdSchema } from '@parley/protocol';
import * as v from 'valibot';
import { ADA, BOB, CAT, DAN, media, OTHER_ROOM, ROOM, TestRegistry } from '../testing/test-registry.ts';
import type { RoomRegistry } from './room-registry.ts';

describe('RoomRegistry, removing', () => {
  let test: TestRegistry;
  let registry: RoomRegistry;

  beforeEach(() => {
    test = new TestRegistry();
    registry = test.registry;
    test.join('a', ADA);
    test.join('b', BOB);
  });

  it('ends every connection of theirs before anybody is told, and awaits nobody', () => {
    registry.prepare('b2', { participantId: BOB, room: ROOM });
    test.facts = [];
    expect(registry.remove('a', BOB)).toBeNull();
    expect(test.facts).toEqual([
      { type: 'connection-removed', room: ROOM, connectionId: 'b' },
      { type: 'connection-removed', room: ROOM, connectionId: 'b2' },
      { type: 'participant-left', room: ROOM, participantId: BOB, reason: 'removed' },
      { type: 'identity-released', room: ROOM, participantId: BOB },
    ]);
    expect(registry.holds({ participantId: BOB, room: ROOM })).toBeFalse();
    expect(test.typesSince(() => ['b', 'b2'].map((c) => registry.disconnected(c, 'left')))).toEqual([]);
    expect(registry.update('b', media(2))).toEqual({ refused: 'not-in-room' });
  });

  it('lets nobody back in, and a new one of theirs like anybody', () => {
    registry.remove('a', BOB);
    expect(registry.prepare('b3', { participantId: BOB, room: ROOM })).toEqual({ refused: 'removed' });
    expect(registry.identityOf('b3')).toBeNull();
    expect(registry.prepare('b3', { participantId: BOB, room: OTHER_ROOM })).toBeNull();
    expect(test.join('c', CAT).participants.map(({ id }) => id)).toEqual([ADA]);
  });

  it('reaches who is awaited, whose return is refused', () => {
    registry.disconnected('b', 'lost');
    expect(test.typesSince(() => registry.remove('a', BOB))).toEqual([
      'participant-left',
      'identity-released',
    ]);
    expect(test.clock.pending).toBe(0);
    expect(registry.prepare('b2', { participantId: BOB, room: ROOM })).toEqual({ refused: 'removed' });
  });

  it('is for the host, of somebody else in the room, and idempotent', () => {
    test.join('c', CAT, OTHER_ROOM);
    registry.prepare('d', { participantId: DAN, room: ROOM });
    expect(registry.remove('b', ADA)).toEqual({ refused: 'host-only' });
    expect(registry.remove('d', BOB)).toEqual({ refused: 'not-in-room' });
    for (const nobody of [ADA, CAT, DAN])
      expect(registry.remove('a', nobody)).toEqual({ refused: 'participant-unreachable' });
    expect(registry.remove('a', BOB)).toBeNull();
    expect(test.typesSince(() => expect(registry.remove('a', BOB)).toBeNull())).toEqual([]);
  });

  it('passes with the host', () => {
    registry.leave('a');
    test.join('a', ADA);
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
      test.join(`o${String(n)}`, other);
      registry.remove('a', other);
    }
    expect(registry.prepare('b', { participantId: BOB, room: ROOM })).toBeNull();
    registry.leave('a');
    expect(registry.prepare('o', { participantId: others[999] ?? ADA, room: ROOM })).toBeNull();
  });
});
