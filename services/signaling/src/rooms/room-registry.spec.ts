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

function media(revision: number, on: Partial<MediaState> = {}): MediaState {
  return { revision, microphone: true, camera: true, screen: false, ...on };
}

describe('RoomRegistry', () => {
  let clock: FakeClock;
  let registry: RoomRegistry;
  let facts: RegistryFact[];

  beforeEach(() => {
    clock = new FakeClock();
    registry = new RoomRegistry({ capacity: 3, awaitReturnMs: 1000, clock });
    facts = [];
    registry.observe((fact) => facts.push(fact));
  });

  /** Prepares and joins, and takes what was said of it. */
  function join(connection: string, participantId: ParticipantId, room = ROOM, name = 'Someone'): Snapshot {
    expect(registry.prepare(connection, { participantId, room })).toBeNull();
    const joined = registry.join(connection, name, media(1));
    if ('refused' in joined) throw new Error(joined.refused);
    return joined;
  }

  function typesSince(action: () => unknown): string[] {
    facts = [];
    action();
    return facts.map(({ type }) => type);
  }

  it('makes nobody a member and tells nobody when a connection prepares', () => {
    registry.prepare('a', { participantId: ADA, room: ROOM });
    expect(facts).toEqual([]);
    expect(registry.areTogether(ROOM, ADA, ADA)).toBeFalse();
    expect(registry.holds({ participantId: ADA, room: ROOM })).toBeTrue();
    expect(registry.holds({ participantId: ADA, room: OTHER_ROOM })).toBeFalse();
  });

  it('makes the first in host and lists the others longest present first', () => {
    expect(join('a', ADA).self.role).toBe('host');
    join('b', BOB);
    const { self, participants } = join('c', CAT);
    expect(self.role).toBe('guest');
    expect(participants.map(({ id, role }) => [id, role])).toEqual([
      [ADA, 'host'],
      [BOB, 'guest'],
    ]);
  });

  it('tells who joined and who did it', () => {
    join('a', ADA);
    facts = [];
    const { self } = join('b', BOB);
    expect(facts).toEqual([{ type: 'participant-joined', room: ROOM, participant: self, by: 'b' }]);
  });

  it('admits no more than its capacity, counting those it awaits', () => {
    join('a', ADA);
    join('b', BOB);
    join('c', CAT);
    registry.disconnected('c', 'lost');
    registry.prepare('d', { participantId: DAN, room: ROOM });
    expect(registry.join('d', 'Dan', media(1))).toEqual({ refused: 'room-full' });
    clock.advance(1000);
    expect('self' in registry.join('d', 'Dan', media(1))).toBeTrue();
  });

  it('lets a member return to a full room', () => {
    join('a', ADA);
    join('b', BOB);
    join('c', CAT);
    registry.disconnected('c', 'lost');
    expect(join('c2', CAT).participants.length).toBe(2);
  });

  it('refuses a join without an identity, and another identity for a member', () => {
    expect(registry.join('a', 'Ada', media(1))).toEqual({ refused: 'not-in-room' });
    join('a', ADA);
    expect(registry.prepare('a', { participantId: BOB, room: ROOM })).toEqual({ refused: 'already-in-room' });
    expect(registry.prepare('a', { participantId: ADA, room: OTHER_ROOM })).toEqual({
      refused: 'already-in-room',
    });
  });

  it('answers the room again to a member that joins again, and tells nobody', () => {
    join('a', ADA);
    const first = join('b', BOB);
    facts = [];
    expect(registry.join('b', 'Someone', media(1))).toEqual(first);
    expect(join('b', BOB)).toEqual(first);
    expect(facts).toEqual([]);
  });

  it('believes what a member says as it joins again', () => {
    join('a', ADA);
    join('b', BOB);
    facts = [];
    const again = registry.join('b', 'Bob', media(1, { camera: false }));
    const said = media(2, { camera: false });
    expect(again).toEqual(
      jasmine.objectContaining({ self: { id: BOB, name: 'Bob', role: 'guest', media: said } }),
    );
    expect(facts).toEqual([
      { type: 'participant-updated', room: ROOM, participantId: BOB, name: 'Bob', media: said, by: 'b' },
    ]);
  });

  it('keeps rooms apart', () => {
    join('a', ADA);
    expect(join('b', BOB, OTHER_ROOM).participants).toEqual([]);
    expect(registry.areTogether(ROOM, ADA, BOB)).toBeFalse();
  });

  it('knows the way from one member to another of the same room, and no other', () => {
    join('a', ADA);
    join('b', BOB);
    join('c', CAT, OTHER_ROOM);
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
      join('a', ADA);
      join('b', BOB);
      join('c', CAT);
      expect(typesSince(() => registry.leave('a'))).toEqual(['participant-left', 'host-changed']);
      expect(facts[0]).toEqual({ type: 'participant-left', room: ROOM, participantId: ADA, reason: 'left' });
      expect(facts[1]).toEqual({ type: 'host-changed', room: ROOM, participantId: BOB });
    });

    it('passes over a member it awaits while another is there', () => {
      join('a', ADA);
      join('b', BOB);
      join('c', CAT);
      registry.disconnected('b', 'lost');
      registry.leave('a');
      expect(facts.at(-1)).toEqual({ type: 'host-changed', room: ROOM, participantId: CAT });
    });

    it('changes no host when a guest leaves', () => {
      join('a', ADA);
      join('b', BOB);
      expect(typesSince(() => registry.leave('b'))).toEqual(['participant-left']);
    });

    it('closes an empty room', () => {
      join('a', ADA);
      expect(typesSince(() => registry.leave('a'))).toEqual(['participant-left', 'room-closed']);
    });

    it('is idempotent, and the same connection may join again', () => {
      join('a', ADA);
      registry.leave('a');
      expect(typesSince(() => registry.leave('a'))).toEqual([]);
      expect('self' in registry.join('a', 'Ada', media(2))).toBeTrue();
    });

    it('releases the identity only when its connection ends', () => {
      join('a', ADA);
      expect(typesSince(() => registry.leave('a'))).not.toContain('identity-released');
      expect(typesSince(() => registry.disconnected('a', 'left'))).toEqual(['identity-released']);
    });
  });

  describe('a connection that ends', () => {
    it('with a goodbye: its participant has left at once', () => {
      join('a', ADA);
      join('b', BOB);
      expect(typesSince(() => registry.disconnected('b', 'left'))).toEqual([
        'participant-left',
        'identity-released',
      ]);
    });

    it('unexpectedly: its participant is awaited, then lost', () => {
      join('a', ADA);
      join('b', BOB);
      expect(typesSince(() => registry.disconnected('b', 'lost'))).toEqual(['participant-awaited']);
      expect(registry.areTogether(ROOM, ADA, BOB)).toBeTrue();
      expect(typesSince(() => clock.advance(1000))).toEqual(['participant-left', 'identity-released']);
      expect(facts[0]).toEqual({ type: 'participant-left', room: ROOM, participantId: BOB, reason: 'lost' });
    });

    it('in the lobby: its identity is released', () => {
      registry.prepare('a', { participantId: ADA, room: ROOM });
      expect(typesSince(() => registry.disconnected('a', 'lost'))).toEqual(['identity-released']);
    });

    it('unknown: nothing happens', () => {
      expect(typesSince(() => registry.disconnected('nobody', 'lost'))).toEqual([]);
    });
  });

  describe('a return', () => {
    it('is silent and keeps role and place', () => {
      join('a', ADA, ROOM, 'Ada');
      join('b', BOB);
      registry.disconnected('a', 'lost');
      facts = [];
      const { self, participants } = join('a2', ADA, ROOM, 'Ada');
      expect(facts.map(({ type }) => type)).toEqual(['participant-returned']);
      expect([self.role, participants.length]).toEqual(['host', 1]);
      expect(join('c', CAT).participants.map(({ id }) => id)).toEqual([ADA, BOB]);
      clock.advance(5000);
      expect(registry.areTogether(ROOM, ADA, BOB)).toBeTrue();
    });

    it('takes over from a connection that is still there', () => {
      join('a', ADA);
      expect(typesSince(() => join('a2', ADA))).toEqual(['connection-replaced', 'participant-returned']);
      expect(facts[0]).toEqual({ type: 'connection-replaced', room: ROOM, connectionId: 'a' });
      expect(typesSince(() => registry.disconnected('a', 'left'))).toEqual([]);
      expect(registry.areTogether(ROOM, ADA, ADA)).toBeTrue();
    });

    it('takes nothing over while it is only prepared', () => {
      join('a', ADA);
      expect(typesSince(() => registry.prepare('a2', { participantId: ADA, room: ROOM }))).toEqual([]);
      expect(registry.update('a', media(2))).toBeNull();
    });

    it('tells a name and media that changed meanwhile', () => {
      join('a', ADA, ROOM, 'Ada');
      registry.disconnected('a', 'lost');
      registry.prepare('a2', { participantId: ADA, room: ROOM });
      facts = [];
      registry.join('a2', 'Countess', media(7, { camera: false }));
      expect(facts.at(-1)).toEqual({
        type: 'participant-updated',
        room: ROOM,
        participantId: ADA,
        name: 'Countess',
        media: media(7, { camera: false }),
        by: 'a2',
      });
    });

    it('lifts the revision of a tab that counts from the start again', () => {
      join('a', ADA);
      registry.update('a', media(9));
      registry.disconnected('a', 'lost');
      registry.prepare('a2', { participantId: ADA, room: ROOM });
      const joined = registry.join('a2', 'Someone', media(0, { microphone: false }));
      expect('self' in joined && joined.self.media).toEqual(media(10, { microphone: false }));
    });
  });

  describe('media', () => {
    it('is told to the others', () => {
      join('a', ADA);
      facts = [];
      expect(registry.update('a', media(2, { screen: true }))).toBeNull();
      expect(facts).toEqual([
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
      join('a', ADA);
      registry.update('a', media(5));
      expect(typesSince(() => registry.update('a', media(4, { camera: false })))).toEqual([]);
      expect(typesSince(() => registry.update('a', media(5, { camera: false })))).toEqual([]);
      expect(join('b', BOB).participants[0]?.media).toEqual(media(5));
    });

    it('of somebody in no room is refused', () => {
      registry.prepare('a', { participantId: ADA, room: ROOM });
      expect(registry.update('a', media(2))).toEqual({ refused: 'not-in-room' });
    });
  });

  it('gives up an identity for another without becoming two', () => {
    registry.prepare('a', { participantId: ADA, room: ROOM });
    expect(typesSince(() => registry.prepare('a', { participantId: BOB, room: ROOM }))).toEqual([
      'identity-released',
    ]);
    expect(registry.holds({ participantId: ADA, room: ROOM })).toBeFalse();
  });

  it('leaves no timer behind when it closes', () => {
    join('a', ADA);
    join('b', BOB);
    registry.disconnected('b', 'lost');
    expect(typesSince(() => registry.close())).toEqual([]);
    expect(clock.pending).toBe(0);
  });
});
