import { PROTOCOL_VERSION, ParticipantIdSchema } from '@parley/protocol';
import * as v from 'valibot';
import { MEDIA, SIGNAL, TestService } from '../testing/service.ts';

const PREPARE = { version: PROTOCOL_VERSION, room: 'kitchen' };

describe('the requests of a visit', () => {
  let service: TestService;

  beforeEach(async () => {
    service = await TestService.start({
      ROOM_CAPACITY: '2',
      ICE_SERVERS: '[{"urls":["stun:stun.example"]}]',
    });
  });

  afterEach(() => service.close());

  describe('room:prepare', () => {
    it('gives an identity and the way to PeerServer', async () => {
      const [, data] = await service.prepared('kitchen');
      expect(v.is(ParticipantIdSchema, data.participantId)).toBeTrue();
      expect(data.peerToken).not.toBe(data.resumeToken);
      expect(data.iceServers).toEqual([{ urls: ['stun:stun.example'] }]);
    });

    it('tells nobody and takes no place', async () => {
      const [ada] = await service.joined('kitchen', 'Ada');
      await service.prepared('kitchen');
      await service.prepared('kitchen');
      await service.joined('kitchen', 'Bob');
      await ada.settle();
      expect(ada.facts).toEqual(['participant:joined']);
    });

    it('normalises the room name', async () => {
      await service.joined('kitchen', 'Ada');
      const [client] = await service.prepared(' Kitchen ');
      expect((await client.data('room:join', { name: 'Bob', media: MEDIA })).participants.length).toBe(1);
    });

    it('refuses what can be no room', async () => {
      const client = await service.connect();
      for (const room of ['', 'ab', 'peer', 'healthz', 'a/b', 'ä room', 'x'.repeat(65), '../etc']) {
        expect(await client.refusal('room:prepare', { ...PREPARE, room })).toBe('room-name-invalid');
      }
    });

    it('refuses another version', async () => {
      const client = await service.connect();
      expect(await client.refusal('room:prepare', { ...PREPARE, version: 0 })).toBe('version-mismatch');
    });

    it('refuses a member another identity', async () => {
      const [ada] = await service.joined('kitchen', 'Ada');
      expect(await ada.refusal('room:prepare', PREPARE)).toBe('already-in-room');
      expect(await ada.refusal('room:prepare', { ...PREPARE, room: 'garden' })).toBe('already-in-room');
    });

    it('gives a member its own identity again', async () => {
      const [ada, { participantId, resumeToken }] = await service.prepared('kitchen');
      await ada.data('room:join', { name: 'Ada', media: MEDIA });
      expect((await ada.data('room:prepare', { ...PREPARE, resumeToken })).participantId).toBe(participantId);
    });

    it('gives the identity that a resume token proves', async () => {
      const [first, before] = await service.prepared('kitchen');
      first.close();
      const [, after] = await service.prepared('kitchen', before.resumeToken);
      expect(after.participantId).toBe(before.participantId);
    });

    it('lets nobody bring an identity into another room', async () => {
      const [, before] = await service.prepared('kitchen');
      const [, after] = await service.prepared('garden', before.resumeToken);
      expect(after.participantId).not.toBe(before.participantId);
    });

    it('gives a new identity and a new token for what is no token', async () => {
      const [, before] = await service.prepared('kitchen');
      const { participantId, resumeToken, peerToken } = before;
      for (const token of [`${resumeToken}x`, resumeToken.slice(1), participantId, peerToken, 'x.y']) {
        const [, after] = await service.prepared('kitchen', token);
        expect(after.participantId).not.toBe(participantId);
        expect([token, resumeToken]).not.toContain(after.resumeToken);
      }
    });
  });

  describe('room:join', () => {
    it('answers with the whole room and tells the others', async () => {
      const [ada, adaIs] = await service.joined('kitchen', 'Ada');
      const [bob, bobIs] = await service.prepared('kitchen');
      const joined = await bob.data('room:join', { name: '  Bob\n B. ', media: { ...MEDIA, camera: false } });
      const self = {
        id: bobIs.participantId,
        name: 'Bob B.',
        role: 'guest',
        media: { ...MEDIA, camera: false },
      };
      expect(joined).toEqual(jasmine.objectContaining({ room: 'kitchen', self }));
      expect(joined.participants).toEqual([
        { id: adaIs.participantId, name: 'Ada', role: 'host', media: MEDIA },
      ]);
      expect(joined.iceServers.length).toBe(1);
      expect((await ada.next('participant:joined')).participant).toEqual(joined.self);
      await bob.settle();
      expect(bob.facts).toEqual([]);
    });

    it('tells nobody in another room', async () => {
      const [ada] = await service.joined('kitchen', 'Ada');
      await service.joined('garden', 'Bob');
      await ada.settle();
      expect(ada.facts).toEqual([]);
    });

    it('refuses who has not prepared', async () => {
      const client = await service.connect();
      expect(await client.refusal('room:join', { name: 'Ada', media: MEDIA })).toBe('not-in-room');
    });

    it('answers a member again, whose first answer came too late, and tells nobody', async () => {
      const [ada, adaIs] = await service.joined('kitchen', 'Ada');
      const [bob, bobIs] = await service.joined('kitchen', 'Bob');
      await ada.next('participant:joined');
      const again = await bob.data('room:join', { name: 'Bob', media: MEDIA });
      expect(again.self.id).toBe(bobIs.participantId);
      expect(again.participants.map(({ id }) => id)).toEqual([adaIs.participantId]);
      await ada.settle();
      expect(ada.facts).toEqual([]);
    });

    it('refuses a name that is none', async () => {
      const [client] = await service.prepared('kitchen');
      for (const name of ['', '   ', '\u202E\n', 'x'.repeat(61), 'x'.repeat(10_000)]) {
        expect(await client.refusal('room:join', { name, media: MEDIA })).toBe('name-invalid');
      }
    });

    it('refuses the third in a room for two, until somebody leaves', async () => {
      await service.joined('kitchen', 'Ada');
      const [bob] = await service.joined('kitchen', 'Bob');
      const [cat] = await service.prepared('kitchen');
      expect(await cat.refusal('room:join', { name: 'Cat', media: MEDIA })).toBe('room-full');
      await bob.data('room:leave', {});
      expect(await cat.refusal('room:join', { name: 'Cat', media: MEDIA })).toBeNull();
    });
  });

  describe('room:leave', () => {
    it('tells the others at once and passes the host on', async () => {
      const [ada, adaIs] = await service.joined('kitchen', 'Ada');
      const [bob, bobIs] = await service.joined('kitchen', 'Bob');
      await ada.data('room:leave', {});
      expect(await bob.next('participant:left')).toEqual({
        participantId: adaIs.participantId,
        reason: 'left',
      });
      expect(await bob.next('host:changed')).toEqual({ participantId: bobIs.participantId });
    });

    it('is idempotent, and the visit can go on', async () => {
      const [ada] = await service.joined('kitchen', 'Ada');
      await ada.data('room:leave', {});
      await ada.data('room:leave', {});
      expect((await ada.data('room:join', { name: 'Ada', media: MEDIA })).self.role).toBe('host');
    });

    it('ends what the room tells', async () => {
      const [ada] = await service.joined('kitchen', 'Ada');
      await ada.data('room:leave', {});
      await service.joined('kitchen', 'Bob');
      await ada.settle();
      expect(ada.facts).toEqual([]);
    });
  });

  describe('participant:update', () => {
    it('tells the others, and not the sender', async () => {
      const [ada, adaIs] = await service.joined('kitchen', 'Ada');
      const [bob] = await service.joined('kitchen', 'Bob');
      await ada.next('participant:joined');
      const media = { ...MEDIA, revision: 2, microphone: false };
      await ada.data('participant:update', { media });
      expect(await bob.next('participant:updated')).toEqual({ participantId: adaIs.participantId, media });
      await ada.settle();
      expect(ada.facts).toEqual([]);
    });

    it('ignores an older state', async () => {
      const [ada] = await service.joined('kitchen', 'Ada');
      const [bob] = await service.joined('kitchen', 'Bob');
      await ada.data('participant:update', { media: { ...MEDIA, revision: 3 } });
      await ada.data('participant:update', { media: { ...MEDIA, revision: 2 } });
      await bob.next('participant:updated');
      await bob.settle();
      expect(bob.facts).toEqual([]);
    });

    it('refuses who is in no room', async () => {
      const [client] = await service.prepared('kitchen');
      expect(await client.refusal('participant:update', { media: MEDIA })).toBe('not-in-room');
    });
  });

  describe('rtc:signal', () => {
    it('reaches the one it is for, with its sender', async () => {
      const [ada, adaIs] = await service.joined('kitchen', 'Ada');
      const [bob, bobIs] = await service.joined('kitchen', 'Bob');
      for (const client of [ada, bob]) {
        await client.settle();
        client.forget();
      }
      await ada.data('rtc:signal', { to: bobIs.participantId, signal: SIGNAL });
      expect(await bob.next('rtc:signal')).toEqual({ from: adaIs.participantId, signal: SIGNAL });
      await ada.settle();
      expect([...ada.facts, ...bob.facts]).toEqual([]);
    });
  });

  describe('peer:refresh', () => {
    it('gives a fresh token to who is prepared', async () => {
      const [client] = await service.prepared('kitchen');
      const access = await client.data('peer:refresh', {});
      expect(access.peerToken.length).toBeGreaterThan(40);
      expect(access.iceServers.length).toBe(1);
    });

    it('refuses who is not', async () => {
      const client = await service.connect();
      expect(await client.refusal('peer:refresh', {})).toBe('not-in-room');
    });
  });
});
