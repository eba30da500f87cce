import { LIMITS, PROTOCOL_VERSION } from '@parley/protocol';
import { FakeClock } from '../testing/fake-clock.ts';
import { MEDIA, TestService } from '../testing/service.ts';
import type { RawClient } from '../testing/raw-client.ts';

describe('a connection that ends', () => {
  let clock: FakeClock;
  let service: TestService;

  beforeEach(async () => {
    clock = new FakeClock();
    service = await TestService.start({ ROOM_CAPACITY: '2' }, { clock });
  });

  afterEach(() => service.close());

  const goodbyes: readonly (readonly [string, (client: RawClient) => void])[] = [
    ['closed tab (1001)', (client) => client.close(1001)],
    ['WebSocket closed on purpose (1000)', (client) => client.close(1000)],
    ['goodbye of Socket.IO', (client) => client.send('41')],
  ];
  for (const [what, end] of goodbyes) {
    it(`by a ${what} is a leave, at once`, async () => {
      const [tab, is] = await service.joinedRaw('kitchen', 'Ada');
      const [bob] = await service.joined('kitchen', 'Bob');
      end(tab);
      expect(await bob.next('participant:left')).toEqual({ participantId: is.participantId, reason: 'left' });
      expect((await bob.next('host:changed')).participantId).not.toBe(is.participantId);
      expect(clock.pending).toBe(0);
    });
  }

  const losses: readonly (readonly [string, (client: RawClient) => void])[] = [
    ['broken network (1006)', (client) => client.terminate()],
    ['client that gives up on it (1005)', (client) => client.close()],
    ['frame that is no Socket.IO', (client) => client.send('4!')],
    ['frame that is too large', (client) => client.send(`42["room:leave",{"x":"${'x'.repeat(70_000)}"}]`)],
  ];
  for (const [what, end] of losses) {
    it(`by a ${what} is silent until the participant counts as lost`, async () => {
      const [tab, is] = await service.joinedRaw('kitchen', 'Ada');
      const [bob] = await service.joined('kitchen', 'Bob');
      end(tab);
      await clock.scheduled();
      clock.advance(LIMITS.awaitReturnMs - 1);
      await bob.settle();
      expect(bob.facts).toEqual([]);
      clock.advance(1);
      expect(await bob.next('participant:left')).toEqual({ participantId: is.participantId, reason: 'lost' });
      expect(await bob.next('host:changed')).toBeDefined();
    });
  }

  it('by the wish of the host is told to them and to the others, and is for good', async () => {
    const [ada] = await service.joined('kitchen', 'Ada');
    const [bob, is] = await service.joined('kitchen', 'Bob');
    await ada.data('participant:remove', { participantId: is.participantId });
    expect(await bob.next('session:removed')).toEqual({});
    expect(await bob.disconnected).toBe('io server disconnect');
    expect(bob.facts).withContext('it hears nothing more of the room').toEqual([]);
    const { participantId } = is;
    expect(await ada.next('participant:left')).toEqual({ participantId, reason: 'left', removed: true });
    expect(clock.pending).toBe(0);
    const back = await service.connect();
    const again = { version: PROTOCOL_VERSION, room: 'kitchen', resumeToken: is.resumeToken };
    expect(await back.refusal('room:prepare', again)).toBe('removed');
    // By the link they are somebody new, like anybody.
    const { resumeToken, ...link } = again;
    const somebody = await back.data('room:prepare', link);
    expect([somebody.participantId, somebody.resumeToken]).not.toContain(participantId);
    expect(somebody.resumeToken).not.toBe(resumeToken);
    await back.data('room:join', { name: 'Bob', media: MEDIA });
  });

  it('keeps its place in a full room for the return, which is silent', async () => {
    const [tab, is] = await service.joinedRaw('kitchen', 'Ada');
    const [bob] = await service.joined('kitchen', 'Bob');
    tab.terminate();
    await clock.scheduled();
    const [cat] = await service.prepared('kitchen');
    expect(await cat.refusal('room:join', { name: 'Cat', media: MEDIA })).toBe('room-full');
    const [back, again] = await service.prepared('kitchen', is.resumeToken);
    expect(again.participantId).toBe(is.participantId);
    const joined = await back.data('room:join', { name: 'Ada', media: MEDIA });
    expect([joined.self.role, joined.participants.length]).toEqual(['host', 1]);
    clock.advance(60_000);
    await bob.settle();
    expect(bob.facts).toEqual([]);
  });

  it('tells what a returning participant changed meanwhile', async () => {
    const [tab, is] = await service.joinedRaw('kitchen', 'Ada');
    const [bob] = await service.joined('kitchen', 'Bob');
    tab.terminate();
    await clock.scheduled();
    const [back] = await service.prepared('kitchen', is.resumeToken);
    const media = { ...MEDIA, revision: 4, camera: false };
    await back.data('room:join', { name: 'Ada L.', media });
    const { participantId } = is;
    expect(await bob.next('participant:updated')).toEqual({ participantId, media, name: 'Ada L.' });
  });

  it('is brought about by the newer connection of the same participant, without a word to the others', async () => {
    const [old, is] = await service.joined('kitchen', 'Ada');
    const [bob] = await service.joined('kitchen', 'Bob');
    const [back] = await service.prepared('kitchen', is.resumeToken);
    await back.data('room:join', { name: 'Ada', media: MEDIA });
    expect(await old.disconnected).toBe('io server disconnect');
    // It learns why, so that it stays away.
    expect(old.facts.at(-1)).toBe('session:replaced');
    expect(await old.next('session:replaced')).toEqual({});
    await bob.settle();
    await back.settle();
    expect([...bob.facts, ...back.facts]).toEqual([]);
    await back.data('participant:update', { media: { ...MEDIA, revision: 2 } });
    expect(await bob.next('participant:updated')).toBeDefined();
  });

  it('in the lobby is told to nobody, and its token still proves who it was', async () => {
    const [ada] = await service.joined('kitchen', 'Ada');
    const [lobby, is] = await service.prepared('kitchen');
    lobby.close();
    const [, again] = await service.prepared('kitchen', is.resumeToken);
    expect(again.participantId).toBe(is.participantId);
    await ada.settle();
    expect(ada.facts).toEqual([]);
  });
});

describe('AWAIT_RETURN_MS', () => {
  it('is how long a participant is awaited', async () => {
    const service = await TestService.start({ AWAIT_RETURN_MS: '10' });
    const [tab, is] = await service.joinedRaw('kitchen', 'Ada');
    const [bob] = await service.joined('kitchen', 'Bob');
    tab.terminate();
    expect(await bob.next('participant:left')).toEqual({ participantId: is.participantId, reason: 'lost' });
    await service.close();
  });
});
