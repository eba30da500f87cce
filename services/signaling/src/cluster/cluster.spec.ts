import type { WebSocket } from 'ws';
import { MEDIA } from '../testing/service.ts';
import { MemoryHub } from '../testing/memory-bus.ts';
import type { MemoryBus } from '../testing/memory-bus.ts';
import { TestCluster, eventually, rosterOf } from '../testing/test-cluster.ts';
import type { TestClient } from '../testing/test-client.ts';
import { PROTOCOL_VERSION } from '@parley/protocol';
import type { RoomId } from '@parley/protocol';

const KITCHEN = 'kitchen' as RoomId;

describe('several nodes', () => {
  let hub: MemoryHub;
  let buses: MemoryBus[];
  let cluster: TestCluster;

  beforeEach(async () => {
    hub = new MemoryHub();
    buses = [hub.join(), hub.join(), hub.join()];
    cluster = await TestCluster.start(buses, { ROOM_CAPACITY: '3' });
  });

  afterEach(() => {
    hub.resume();
    return cluster.close();
  });

  /** Ada at the node that keeps the room, Bob and Cleo at others. */
  async function threeJoin(): Promise<[TestClient, TestClient, TestClient]> {
    const [ada] = await cluster.joined(0, 'kitchen', 'Ada');
    const [bob] = await cluster.joined(1, 'kitchen', 'Bob');
    const [cleo] = await cluster.joined(2, 'kitchen', 'Cleo');
    return [ada, bob, cleo];
  }

  async function open(socket: WebSocket): Promise<WebSocket> {
    await new Promise((resolve, reject) => {
      socket.once('message', resolve);
      socket.once('error', reject);
    });
    return socket;
  }

  function frames(socket: WebSocket): Promise<unknown> {
    return new Promise((resolve) =>
      socket.once('message', (data: Buffer) => resolve(JSON.parse(data.toString()))),
    );
  }

  const offer = (dst: string): string =>
    JSON.stringify({
      type: 'OFFER',
      dst,
      payload: { type: 'media', connectionId: 'mc_1', sdp: { type: 'offer', sdp: 'v=0' } },
    });

  it('show everybody the same room, with one host and one capacity', async () => {
    const [ada, bob, cleo] = await threeJoin();
    const expected = ['Ada host', 'Bob guest', 'Cleo guest'];
    expect(await rosterOf(ada, 'Ada')).toEqual(expected);
    expect(await rosterOf(bob, 'Bob')).toEqual(expected);
    expect(await rosterOf(cleo, 'Cleo')).toEqual(expected);
    const [dan] = await cluster.node(1).prepared('kitchen');
    expect(await dan.refusal('room:join', { name: 'Dan', media: MEDIA })).toBe('room-full');
  });

  it('admit no more than fit when all come at once', async () => {
    const comers = await Promise.all(
      Array.from({ length: 9 }, (_, index) => cluster.node(index % 3).prepared('kitchen')),
    );
    const refusals = await Promise.all(
      comers.map(([client], index) => client.refusal('room:join', { name: `N${index}`, media: MEDIA })),
    );
    expect(refusals.filter((code) => code === null).length).toBe(3);
    expect(refusals.filter((code) => code === 'room-full').length).toBe(6);
  });

  it('tell facts in every direction, and in order with the acks', async () => {
    const [ada, bob, cleo] = await threeJoin();
    expect((await ada.next('participant:joined')).participant.name).toBe('Bob');
    await cleo.data('participant:update', { media: { ...MEDIA, revision: 2, camera: false } });
    for (const other of [ada, bob])
      expect((await other.next('participant:updated')).media).toEqual({
        ...MEDIA,
        revision: 2,
        camera: false,
      });
    await ada.data('participant:update', { media: { ...MEDIA, revision: 3 } });
    for (const other of [bob, cleo]) expect((await other.next('participant:updated')).media.revision).toBe(3);
    await ada.data('room:leave', {});
    for (const other of [bob, cleo]) {
      expect((await other.next('participant:left')).reason).toBe('left');
      await other.next('host:changed');
    }
    expect(await rosterOf(cleo, 'Cleo')).toEqual(['Bob host', 'Cleo guest']);
    expect(cleo.facts).toEqual([]);
  });

  it('answer a newcomer before they tell it what happened next', async () => {
    await cluster.joined(0, 'kitchen', 'Ada');
    const [bob] = await cluster.node(1).prepared('kitchen');
    const [cleo] = await cluster.node(1).prepared('kitchen');
    const [one, two] = await Promise.all([
      bob.data('room:join', { name: 'Bob', media: MEDIA }),
      cleo.data('room:join', { name: 'Cleo', media: MEDIA }),
    ]);
    await bob.next('participant:joined');
    expect([one.participants.length, two.participants.length]).toEqual([1, 2]);
    expect(cleo.facts).toEqual([]);
  });

  it('tell a state once where it was told locally first', async () => {
    const [ada] = await cluster.joined(0, 'kitchen', 'Ada');
    const [bob] = await cluster.joined(1, 'kitchen', 'Bob');
    const [cleo] = await cluster.joined(1, 'kitchen', 'Cleo');
    cleo.forget();
    await bob.data('participant:update', { media: { ...MEDIA, revision: 2 } });
    await bob.data('participant:update', { media: { ...MEDIA, revision: 1 } });
    await bob.data('participant:update', { media: { ...MEDIA, revision: 3 } });
    await ada.next('participant:updated');
    await ada.next('participant:updated');
    await cleo.settle();
    expect(cleo.facts).toEqual(['participant:updated', 'participant:updated']);
    expect(bob.facts.filter((name) => name === 'participant:updated')).toEqual([]);
  });

  it('replace a session wherever the older one is', async () => {
    await cluster.joined(0, 'kitchen', 'Ada');
    const [old, is] = await cluster.joined(1, 'kitchen', 'Bob');
    const [newer] = await cluster.node(2).prepared('kitchen', is.resumeToken);
    const gone = old.disconnected;
    await newer.data('room:join', { name: 'Bob', media: MEDIA });
    await old.next('session:replaced');
    await gone;
    expect(await rosterOf(newer, 'Bob')).toEqual(['Ada host', 'Bob guest']);
  });

  it('keep the place of somebody whose connection breaks at a relay', async () => {
    const [ada] = await cluster.joined(0, 'kitchen', 'Ada');
    const [raw, is] = await cluster.node(1).joinedRaw('kitchen', 'Bob');
    ada.forget();
    raw.terminate();
    const bob = await cluster.comeBack(2, 'kitchen', 'Bob', is.resumeToken);
    expect(await rosterOf(bob, 'Bob')).toEqual(['Ada host', 'Bob guest']);
    expect(ada.facts).toEqual([]);
    bob.close();
    expect((await ada.next('participant:left')).reason).toBe('left');
  });

  it('carry peer frames between sockets at any two nodes, and only within a room', async () => {
    const [, ada] = await cluster.joined(0, 'kitchen', 'Ada');
    const [, bob] = await cluster.joined(1, 'kitchen', 'Bob');
    const [, eve] = await cluster.joined(1, 'cellar', 'Eve');
    // Nobody's two sockets have to be at the same node.
    const adas = await open(cluster.node(2).peerSocket(ada.participantId, ada.peerToken));
    const bobs = await open(cluster.node(1).peerSocket(bob.participantId, bob.peerToken));
    const eves = await open(cluster.node(0).peerSocket(eve.participantId, eve.peerToken, '/peer/77/peerjs'));
    const heard = frames(bobs);
    eves.send(offer(bob.participantId));
    adas.send(offer(bob.participantId));
    expect(await heard).toEqual(jasmine.objectContaining({ type: 'OFFER', src: ada.participantId }));
    const answered = frames(adas);
    bobs.send(offer(ada.participantId));
    expect(await answered).toEqual(jasmine.objectContaining({ type: 'OFFER', src: bob.participantId }));
  });

  it('keep a frame until the socket it is for opens, wherever that is', async () => {
    const [, ada] = await cluster.joined(0, 'kitchen', 'Ada');
    const [, bob] = await cluster.joined(1, 'kitchen', 'Bob');
    const adas = await open(cluster.node(0).peerSocket(ada.participantId, ada.peerToken));
    adas.send(offer(bob.participantId));
    const bobs = cluster.node(2).peerSocket(bob.participantId, bob.peerToken);
    const types: string[] = [];
    await new Promise<void>((resolve) => {
      bobs.on('message', (data: Buffer) => {
        types.push((JSON.parse(data.toString()) as { type: string }).type);
        if (types.length === 2) resolve();
      });
    });
    expect(types).toEqual(['OPEN', 'OFFER']);
  });

  it('close the older of two peer sockets of one participant', async () => {
    const [, ada] = await cluster.joined(0, 'kitchen', 'Ada');
    const older = await open(cluster.node(1).peerSocket(ada.participantId, ada.peerToken));
    const closed = new Promise((resolve) => older.once('close', resolve));
    await open(cluster.node(2).peerSocket(ada.participantId, ada.peerToken));
    expect(await closed).toBe(1000);
  });

  it('refuse a peer socket of somebody no node knows', async () => {
    const [bob, is] = await cluster.joined(1, 'kitchen', 'Bob');
    bob.close();
    await eventually(() => Promise.resolve(hub.ownerOf(KITCHEN) === null));
    const socket = cluster.node(2).peerSocket(is.participantId, is.peerToken);
    await expectAsync(open(socket)).toBeRejected();
    await eventually(() => Promise.resolve(hub.ownerOf(KITCHEN) === null));
    expect(hub.ownerOf(KITCHEN)).toBeNull();
  });

  it('give a room up when nobody has to do with it any more, so that it may be kept elsewhere', async () => {
    const [ada] = await cluster.joined(0, 'kitchen', 'Ada');
    expect(hub.ownerOf(KITCHEN)).toBe(buses[0]?.node ?? '');
    const [bob] = await cluster.joined(1, 'kitchen', 'Bob');
    ada.close();
    bob.close();
    await eventually(() => Promise.resolve(hub.ownerOf(KITCHEN) === null));
    await cluster.joined(2, 'kitchen', 'Cleo');
    expect(hub.ownerOf(KITCHEN)).toBe(buses[2]?.node ?? '');
  });

  it('remove for good whom the host wishes gone, whichever node each of them is at', async () => {
    const [ada, bob, cleo] = await threeJoin();
    const { self: bobIs } = await bob.data('room:join', { name: 'Bob', media: MEDIA });
    expect(await bob.refusal('participant:remove', { participantId: bobIs.id })).toBe('host-only');
    await ada.data('participant:remove', { participantId: bobIs.id });
    await bob.next('session:removed');
    expect(await bob.disconnected).toBe('io server disconnect');
    const left = { participantId: bobIs.id, reason: 'left', removed: true } as const;
    for (const other of [ada, cleo]) expect(await other.next('participant:left')).toEqual(left);
    expect(await rosterOf(cleo, 'Cleo')).toEqual(['Ada host', 'Cleo guest']);
    await ada.data('room:leave', {});
    await cleo.next('host:changed');
    const [dan, danIs] = await cluster.joined(1, 'kitchen', 'Dan');
    await cleo.data('participant:remove', { participantId: danIs.participantId });
    await dan.next('session:removed');
  });

  it('take no old credential of whom the host removed, at any node', async () => {
    const [ada] = await cluster.joined(0, 'kitchen', 'Ada');
    const [, is] = await cluster.joined(1, 'kitchen', 'Bob');
    const peer = await open(cluster.node(2).peerSocket(is.participantId, is.peerToken));
    const closed = new Promise((resolve) => peer.once('close', resolve));
    await ada.data('participant:remove', { participantId: is.participantId });
    expect(await closed).toBe(1008);
    const again = { version: PROTOCOL_VERSION, room: 'kitchen', resumeToken: is.resumeToken };
    for (const node of cluster.nodes) {
      const back = await node.connect();
      expect(await back.refusal('room:prepare', again)).toBe('removed');
      expect(await back.refusal('peer:refresh', {})).toBe('not-in-room');
      await expectAsync(open(node.peerSocket(is.participantId, is.peerToken))).toBeRejected();
    }
    ada.close();
    await eventually(() => Promise.resolve(hub.ownerOf(KITCHEN) === null));
    expect(hub.ownerOf(KITCHEN)).withContext('nobody holds on to the room').toBeNull();
  });
});
