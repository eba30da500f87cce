import type { RoomId } from '@parley/protocol';
import { MemoryHub } from '../testing/memory-bus.ts';
import type { MemoryBus } from '../testing/memory-bus.ts';
import { MEDIA } from '../testing/service.ts';
import { TestCluster, eventually, rosterOf } from '../testing/test-cluster.ts';

const KITCHEN = 'kitchen' as RoomId;

describe('nodes in trouble', () => {
  let hub: MemoryHub;
  let buses: MemoryBus[];
  let cluster: TestCluster;

  beforeEach(async () => {
    hub = new MemoryHub();
    buses = [hub.join(), hub.join(), hub.join()];
    cluster = await TestCluster.start(buses);
  });

  afterEach(() => {
    hub.resume();
    return cluster.close();
  });

  function kill(index: number): void {
    buses[index]?.kill();
  }

  const isOwner = (index: number) => (): Promise<boolean> =>
    Promise.resolve(hub.ownerOf(KITCHEN) === buses[index]?.node);

  it('find each other again at another node when the one that kept their room is dead', async () => {
    const [, ada] = await cluster.joined(0, 'kitchen', 'Ada');
    const [bob, bobs] = await cluster.joined(1, 'kitchen', 'Bob');
    kill(0);
    await bob.disconnected;
    const roster = await cluster.reunited('kitchen', [
      { at: 1, name: 'Bob', is: bobs },
      { at: 2, name: 'Ada', is: ada },
    ]);
    expect(roster).toEqual(['Ada guest', 'Bob host']);
  });

  it('are together with whoever comes to a node that returned', async () => {
    const [, ada] = await cluster.joined(0, 'kitchen', 'Ada');
    kill(0);
    const adaAgain = await cluster.comeBack(1, 'kitchen', 'Ada', ada.resumeToken);
    const returned = await TestCluster.start([hub.join()]);
    const [bob] = await returned.joined(0, 'kitchen', 'Bob');
    expect(await rosterOf(bob, 'Bob')).toEqual(['Ada host', 'Bob guest']);
    expect((await adaAgain.next('participant:joined')).participant.name).toBe('Bob');
    await returned.close();
  });

  it('await those whose relay died', async () => {
    const [ada] = await cluster.joined(0, 'kitchen', 'Ada');
    const [, bob] = await cluster.joined(1, 'kitchen', 'Bob');
    await ada.next('participant:joined');
    kill(1);
    const roster = await cluster.reunited('kitchen', [{ at: 2, name: 'Bob', is: bob }]);
    expect(roster).toEqual(['Ada host', 'Bob guest']);
    expect(ada.facts).toEqual([]);
  });

  it('say that somebody is lost who does not come back from a dead relay', async () => {
    const own = await TestCluster.start([hub.join(), hub.join()], { AWAIT_RETURN_MS: '50' });
    const [ada] = await own.joined(0, 'kitchen', 'Ada');
    const relay = hub.join();
    const dying = await TestCluster.start([relay]);
    await dying.joined(0, 'kitchen', 'Bob');
    relay.kill();
    expect((await ada.next('participant:left')).reason).toBe('lost');
    await dying.close();
    await own.close();
  });

  it('move to the new owner where an owner was only slow', async () => {
    const [ada, is] = await cluster.joined(0, 'kitchen', 'Ada');
    const [slow] = buses;
    // Its beats are late by more than a life, everybody else's are not.
    slow?.pauseBeats(true);
    const [, bob] = await cluster.joined(1, 'kitchen', 'Bob');
    slow?.pauseBeats(false);
    await ada.disconnected;
    const roster = await cluster.reunited('kitchen', [
      { at: 0, name: 'Ada', is },
      { at: 1, name: 'Bob', is: bob },
    ]);
    expect(roster).toEqual(['Ada guest', 'Bob host']);
    expect(await isOwner(1)()).toBeTrue();
  });

  it('begin anew with a relay that was only slow', async () => {
    const [ada] = await cluster.joined(0, 'kitchen', 'Ada');
    const [bob, is] = await cluster.joined(1, 'kitchen', 'Bob');
    const relay = buses[1];
    relay?.pauseBeats(true);
    relay?.pauseBeats(false);
    await bob.disconnected;
    const bobAgain = await cluster.comeBack(1, 'kitchen', 'Bob', is.resumeToken);
    ada.forget();
    await bobAgain.data('participant:update', { media: { ...MEDIA, revision: 9 } });
    await ada.next('participant:updated');
    await ada.data('participant:update', { media: { ...MEDIA, revision: 9 } });
    await bobAgain.next('participant:updated');
    expect(await rosterOf(bobAgain, 'Bob')).toEqual(['Ada host', 'Bob guest']);
  });

  it('answer in time where the node that keeps the room does not', async () => {
    const deaf = hub.join();
    const own = await TestCluster.start([deaf, hub.join({ answerMs: 200 })]);
    await own.joined(0, 'kitchen', 'Ada');
    const [bob] = await own.node(1).prepared('kitchen');
    deaf.deafen();
    expect(await bob.refusal('room:join', { name: 'Bob', media: MEDIA })).toBe('unavailable');
    await bob.disconnected;
    await own.close();
  });

  it('serve their own sockets while the bus hangs, and keep their rooms', async () => {
    const [ada] = await cluster.joined(0, 'kitchen', 'Ada');
    const [bob] = await cluster.joined(0, 'kitchen', 'Bob');
    hub.stall();
    await ada.data('participant:update', { media: { ...MEDIA, revision: 2 } });
    expect((await bob.next('participant:updated')).media.revision).toBe(2);
    const [cleo] = await cluster.joined(0, 'kitchen', 'Cleo');
    const [dan] = await cluster.joined(1, 'attic', 'Dan');
    await dan.settle();
    hub.resume();
    await eventually(() => Promise.resolve(hub.ownerOf('attic' as RoomId) === buses[1]?.node));
    const [eve] = await cluster.joined(2, 'kitchen', 'Eve');
    expect((await rosterOf(eve, 'Eve')).length).toBe(4);
    expect(await isOwner(0)()).toBeTrue();
    await Promise.all([ada, bob, cleo, dan].map((client) => client.settle()));
  });

  it('tell those at one relay of each other while the bus hangs, and all of all afterwards', async () => {
    const [ada] = await cluster.joined(0, 'kitchen', 'Ada');
    const [bob, bobs] = await cluster.joined(1, 'kitchen', 'Bob');
    const [cleo] = await cluster.joined(1, 'kitchen', 'Cleo');
    hub.stall();
    await eventually(async () => (await bob.refusal('room:leave', {})) === 'unavailable');
    expect(await rosterOf(ada, 'Ada')).toEqual(['Ada host', 'Bob guest', 'Cleo guest']);
    hub.resume();
    await Promise.all([bob.disconnected, cleo.disconnected]);
    const roster = await cluster.reunited('kitchen', [{ at: 2, name: 'Bob', is: bobs }]);
    expect(roster).toEqual(['Ada host', 'Bob guest', 'Cleo guest']);
  });

  it('pass states and frames between two sockets of a relay while the bus hangs', async () => {
    await cluster.joined(0, 'kitchen', 'Ada');
    const [bob, bobs] = await cluster.joined(1, 'kitchen', 'Bob');
    const [cleo, cleos] = await cluster.joined(1, 'kitchen', 'Cleo');
    const [from, to] = [bobs, cleos].map((is) => cluster.node(1).peerSocket(is.participantId, is.peerToken));
    await Promise.all([from, to].map((socket) => new Promise((resolve) => socket?.once('message', resolve))));
    hub.stall();
    await bob.data('participant:update', { media: { ...MEDIA, revision: 2 } });
    expect((await cleo.next('participant:updated')).participantId).toBe(bobs.participantId);
    const heard = new Promise<string>((resolve) =>
      to?.once('message', (data: Buffer) => resolve(data.toString())),
    );
    const sdp = { type: 'offer', sdp: 'v=0' };
    const payload = { type: 'media', connectionId: 'mc_1', sdp };
    from?.send(JSON.stringify({ type: 'OFFER', dst: cleos.participantId, payload }));
    expect(await heard).toContain(bobs.participantId);
  });

  it('make one room of two that were opened while the bus hung', async () => {
    hub.stall();
    const [ada, adas] = await cluster.joined(0, 'kitchen', 'Ada');
    const [bob, bobs] = await cluster.joined(1, 'kitchen', 'Bob');
    hub.resume();
    await Promise.race([ada.disconnected, bob.disconnected]);
    const roster = await cluster.reunited('kitchen', [
      { at: 0, name: 'Ada', is: adas },
      { at: 1, name: 'Bob', is: bobs },
    ]);
    expect(roster.length).toBe(2);
  });

  it('keep their rooms where the bus forgot everything', async () => {
    const [ada] = await cluster.joined(0, 'kitchen', 'Ada');
    hub.forgetEverything();
    await eventually(isOwner(0));
    const [bob] = await cluster.joined(1, 'kitchen', 'Bob');
    expect(await rosterOf(bob, 'Bob')).toEqual(['Ada host', 'Bob guest']);
    await ada.next('participant:joined');
  });

  it('begin anew with everybody after a gap, in which anything may have been missed', async () => {
    const [ada] = await cluster.joined(0, 'kitchen', 'Ada');
    const [bob, is] = await cluster.joined(1, 'kitchen', 'Bob');
    buses[0]?.lose();
    await bob.disconnected;
    const roster = await cluster.reunited('kitchen', [{ at: 1, name: 'Bob', is }]);
    expect(roster).toEqual(['Ada host', 'Bob guest']);
    await ada.settle();
  });

  it('take over at once from a node that was told to stop', async () => {
    const [, ada] = await cluster.joined(0, 'kitchen', 'Ada');
    const [bob, bobs] = await cluster.joined(1, 'kitchen', 'Bob');
    await cluster.node(0).close();
    await bob.disconnected;
    const roster = await cluster.reunited('kitchen', [
      { at: 1, name: 'Bob', is: bobs },
      { at: 2, name: 'Ada', is: ada },
    ]);
    expect(roster).toEqual(['Ada guest', 'Bob host']);
  });

  it('believe nothing that is no message, and nobody who owns nothing', async () => {
    const [ada] = await cluster.joined(0, 'kitchen', 'Ada');
    const [bob] = await cluster.joined(1, 'kitchen', 'Bob');
    await bob.settle();
    const stranger = hub.join();
    const left = {
      type: 'participant-left',
      room: KITCHEN,
      participantId: crypto.randomUUID(),
      reason: 'left',
    };
    const about = { from: stranger.node, link: 1, room: KITCHEN, epoch: 1 };
    for (const text of [
      '',
      '{bad',
      'null',
      JSON.stringify({ type: 'fact' }),
      JSON.stringify({ ...about, type: 'fact', fact: left }),
      JSON.stringify({ ...about, type: 'reset' }),
      JSON.stringify({ ...about, type: 'deposed', epoch: 0 }),
      JSON.stringify({ ...about, type: 'answer', id: 1, moved: false, members: [], answer: {} }),
    ])
      stranger.send(null, text);
    await ada.data('participant:update', { media: { ...MEDIA, revision: 2 } });
    await bob.next('participant:updated');
    expect(bob.facts).toEqual([]);
    expect(await rosterOf(bob, 'Bob')).toEqual(['Ada host', 'Bob guest']);
  });
});
