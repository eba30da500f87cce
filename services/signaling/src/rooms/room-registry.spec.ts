import { ADA, BOB, CAT, DAN, media, OTHER_ROOM, ROOM, TestRegistry } from '../testing/test-registry.ts';
import type { RoomRegistry } from './room-registry.ts';

describe('RoomRegistry', () => {
  let test: TestRegistry;
  let registry: RoomRegistry;

  beforeEach(() => {
    test = new TestRegistry();
    registry = test.registry;
  });

  it('makes nobody a member and tells nobody when a connection prepares', () => {
    registry.prepare('a', { participantId: ADA, room: ROOM });
    expect(test.facts).toEqual([]);
    expect(registry.areTogether(ROOM, ADA, ADA)).toBeFalse();
    expect(registry.holds({ participantId: ADA, room: ROOM })).toBeTrue();
    expect(registry.holds({ participantId: ADA, room: OTHER_ROOM })).toBeFalse();
  });

  it('makes the first in host and lists the others longest present first', () => {
    expect(test.join('a', ADA).self.role).toBe('host');
    test.join('b', BOB);
    const { self, participants } = test.join('c', CAT);
    expect(self.role).toBe('guest');
    expect(participants.map(({ id, role }) => [id, role])).toEqual([
      [ADA, 'host'],
      [BOB, 'guest'],
    ]);
  });

  it('tells who joined and who did it', () => {
    test.join('a', ADA);
    test.facts = [];
    const { self } = test.join('b', BOB);
    expect(test.facts).toEqual([{ type: 'participant-joined', room: ROOM, participant: self, by: 'b' }]);
  });

  it('admits no more than its capacity, counting those it awaits', () => {
    test.join('a', ADA);
    test.join('b', BOB);
    test.join('c', CAT);
    registry.disconnected('c', 'lost');
    registry.prepare('d', { participantId: DAN, room: ROOM });
    expect(registry.join('d', 'Dan', media(1))).toEqual({ refused: 'room-full' });
    test.clock.advance(1000);
    expect('self' in registry.join('d', 'Dan', media(1))).toBeTrue();
  });

  it('lets a member return to a full room', () => {
    test.join('a', ADA);
    test.join('b', BOB);
    test.join('c', CAT);
    registry.disconnected('c', 'lost');
    expect(test.join('c2', CAT).participants.length).toBe(2);
  });

  it('refuses a join without an identity, and another identity for a member', () => {
    expect(registry.join('a', 'Ada', media(1))).toEqual({ refused: 'not-in-room' });
    test.join('a', ADA);
    expect(registry.prepare('a', { participantId: BOB, room: ROOM })).toEqual({ refused: 'already-in-room' });
    expect(registry.prepare('a', { participantId: ADA, room: OTHER_ROOM })).toEqual({
      refused: 'already-in-room',
    });
  });

  it('answers the room again to a member that joins again, and tells nobody', () => {
    test.join('a', ADA);
    const first = test.join('b', BOB);
    test.facts = [];
    expect(registry.join('b', 'Someone', media(1))).toEqual(first);
    expect(test.join('b', BOB)).toEqual(first);
    expect(test.facts).toEqual([]);
  });

  it('believes what a member says as it joins again', () => {
    test.join('a', ADA);
    test.join('b', BOB);
    test.facts = [];
    const again = registry.join('b', 'Bob', media(1, { camera: false }));
    const said = media(2, { camera: false });
    expect(again).toEqual(
      jasmine.objectContaining({ self: { id: BOB, name: 'Bob', role: 'guest', media: said } }),
    );
    expect(test.facts).toEqual([
      { type: 'participant-updated', room: ROOM, participantId: BOB, name: 'Bob', media: said, by: 'b' },
    ]);
  });

  it('keeps rooms apart', () => {
    test.join('a', ADA);
    expect(test.join('b', BOB, OTHER_ROOM).participants).toEqual([]);
    expect(registry.areTogether(ROOM, ADA, BOB)).toBeFalse();
  });

  it('knows the way from one member to another of the same room, and no other', () => {
    test.join('a', ADA);
    test.join('b', BOB);
    test.join('c', CAT, OTHER_ROOM);
    registry.prepare('d', { participantId: DAN, room: ROOM });
    expect(registry.connectionTo('a', BOB)).toBe('b');
    expect(registry.connectionTo('a', CAT)).toEqual({ refused: 'participant-unreachable' });
    expect(registry.connectionTo('a', DAN)).toEqual({ refused: 'participant-unreachable' });
    expect(registry.connectionTo('d', ADA)).toEqual({ refused: 'not-in-room' });
    registry.disconnected('b', 'lost');
    expect(registry.connectionTo('a', BOB)).toEqual({ refused: 'participant-unreachable' });
  });

  describe('leaving', () => {
    it('passes the host to the longest present', () => {
      test.join('a', ADA);
      test.join('b', BOB);
      test.join('c', CAT);
      expect(test.typesSince(() => registry.leave('a'))).toEqual(['participant-left', 'host-changed']);
      expect(test.facts[0]).toEqual({
        type: 'participant-left',
        room: ROOM,
        participantId: ADA,
        reason: 'left',
      });
      expect(test.facts[1]).toEqual({ type: 'host-changed', room: ROOM, participantId: BOB });
    });

    it('passes over a member it awaits while another is there', () => {
      test.join('a', ADA);
      test.join('b', BOB);
      test.join('c', CAT);
      registry.disconnected('b', 'lost');
      registry.leave('a');
      expect(test.facts.at(-1)).toEqual({ type: 'host-changed', room: ROOM, participantId: CAT });
    });

    it('changes no host when a guest leaves', () => {
      test.join('a', ADA);
      test.join('b', BOB);
      expect(test.typesSince(() => registry.leave('b'))).toEqual(['participant-left']);
    });

    it('closes an empty room', () => {
      test.join('a', ADA);
      expect(test.typesSince(() => registry.leave('a'))).toEqual(['participant-left', 'room-closed']);
    });

    it('is idempotent, and the same connection may join again', () => {
      test.join('a', ADA);
      registry.leave('a');
      expect(test.typesSince(() => registry.leave('a'))).toEqual([]);
      expect('self' in registry.join('a', 'Ada', media(2))).toBeTrue();
    });

    it('releases the identity only when its connection ends', () => {
      test.join('a', ADA);
      expect(test.typesSince(() => registry.leave('a'))).not.toContain('identity-released');
      expect(test.typesSince(() => registry.disconnected('a', 'left'))).toEqual(['identity-released']);
    });
  });

  describe('a connection that ends', () => {
    it('with a goodbye: its participant has left at once', () => {
      test.join('a', ADA);
      test.join('b', BOB);
      expect(test.typesSince(() => registry.disconnected('b', 'left'))).toEqual([
        'participant-left',
        'identity-released',
      ]);
    });

    it('unexpectedly: its participant is awaited, then lost', () => {
      test.join('a', ADA);
      test.join('b', BOB);
      expect(test.typesSince(() => registry.disconnected('b', 'lost'))).toEqual(['participant-awaited']);
      expect(registry.areTogether(ROOM, ADA, BOB)).toBeTrue();
      expect(test.typesSince(() => test.clock.advance(1000))).toEqual([
        'participant-left',
        'identity-released',
      ]);
      expect(test.facts[0]).toEqual({
        type: 'participant-left',
        room: ROOM,
        participantId: BOB,
        reason: 'lost',
      });
    });

    it('in the lobby: its identity is released', () => {
      registry.prepare('a', { participantId: ADA, room: ROOM });
      expect(test.typesSince(() => registry.disconnected('a', 'lost'))).toEqual(['identity-released']);
    });

    it('unknown: nothing happens', () => {
      expect(test.typesSince(() => registry.disconnected('nobody', 'lost'))).toEqual([]);
    });
  });

  describe('a return', () => {
    it('is silent and keeps role and place', () => {
      test.join('a', ADA, ROOM, 'Ada');
      test.join('b', BOB);
      registry.disconnected('a', 'lost');
      test.facts = [];
      const { self, participants } = test.join('a2', ADA, ROOM, 'Ada');
      expect(test.facts.map(({ type }) => type)).toEqual(['participant-returned']);
      expect([self.role, participants.length]).toEqual(['host', 1]);
      expect(test.join('c', CAT).participants.map(({ id }) => id)).toEqual([ADA, BOB]);
      test.clock.advance(5000);
      expect(registry.areTogether(ROOM, ADA, BOB)).toBeTrue();
    });

    it('takes over from a connection that is still there', () => {
      test.join('a', ADA);
      expect(test.typesSince(() => test.join('a2', ADA))).toEqual([
        'connection-replaced',
        'participant-returned',
      ]);
      expect(test.facts[0]).toEqual({ type: 'connection-replaced', room: ROOM, connectionId: 'a' });
      expect(test.typesSince(() => registry.disconnected('a', 'left'))).toEqual([]);
      expect(registry.areTogether(ROOM, ADA, ADA)).toBeTrue();
    });

    it('takes nothing over while it is only prepared', () => {
      test.join('a', ADA);
      expect(test.typesSince(() => registry.prepare('a2', { participantId: ADA, room: ROOM }))).toEqual([]);
      expect(registry.update('a', media(2))).toBeNull();
    });

    it('tells a name and media that changed meanwhile', () => {
      test.join('a', ADA, ROOM, 'Ada');
      registry.disconnected('a', 'lost');
      registry.prepare('a2', { participantId: ADA, room: ROOM });
      test.facts = [];
      registry.join('a2', 'Countess', media(7, { camera: false }));
      expect(test.facts.at(-1)).toEqual({
        type: 'participant-updated',
        room: ROOM,
        participantId: ADA,
        name: 'Countess',
        media: media(7, { camera: false }),
        by: 'a2',
      });
    });

    it('lifts the revision of a tab that counts from the start again', () => {
      test.join('a', ADA);
      registry.update('a', media(9));
      registry.disconnected('a', 'lost');
      registry.prepare('a2', { participantId: ADA, room: ROOM });
      const joined = registry.join('a2', 'Someone', media(0, { microphone: false }));
      expect('self' in joined && joined.self.media).toEqual(media(10, { microphone: false }));
    });
  });

  describe('media', () => {
    it('is told to the others', () => {
      test.join('a', ADA);
      test.facts = [];
      expect(registry.update('a', media(2, { screen: true }))).toBeNull();
      expect(test.facts).toEqual([
        {
          type: 'participant-updated',
          room: ROOM,
          participantId: ADA,
          name: null,
          media: media(2, { screen: true }),
          by: 'a',
        },
      ]);
    });

    it('that is older than what is known, or as old, is ignored', () => {
      test.join('a', ADA);
      registry.update('a', media(5));
      expect(test.typesSince(() => registry.update('a', media(4, { camera: false })))).toEqual([]);
      expect(test.typesSince(() => registry.update('a', media(5, { camera: false })))).toEqual([]);
      expect(test.join('b', BOB).participants[0]?.media).toEqual(media(5));
    });

    it('of somebody in no room is refused', () => {
      registry.prepare('a', { participantId: ADA, room: ROOM });
      expect(registry.update('a', media(2))).toEqual({ refused: 'not-in-room' });
    });
  });

  it('gives up an identity for another without becoming two', () => {
    registry.prepare('a', { participantId: ADA, room: ROOM });
    expect(test.typesSince(() => registry.prepare('a', { participantId: BOB, room: ROOM }))).toEqual([
      'identity-released',
    ]);
    expect(registry.holds({ participantId: ADA, room: ROOM })).toBeFalse();
  });

  it('leaves no timer behind when it closes', () => {
    test.join('a', ADA);
    test.join('b', BOB);
    registry.disconnected('b', 'lost');
    expect(test.typesSince(() => registry.close())).toEqual([]);
    expect(test.clock.pending).toBe(0);
  });
});
