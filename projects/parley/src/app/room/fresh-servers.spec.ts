import { BehaviorSubject } from 'rxjs';
import { FakeSignalingClient } from '../signaling/testing/fake-signaling-client';
import { keepServersFresh } from './fresh-servers';
import type { RoomState } from './room-state';
import { FakePeers } from './testing/fake-peers';

describe('keepServersFresh', () => {
  let signaling: FakeSignalingClient;
  let peers: FakePeers;

  beforeEach(() => {
    jasmine.clock().install();
    signaling = new FakeSignalingClient();
    signaling.connection$.next('up');
    let count = 0;
    signaling.answers['peer:refresh'] = () => ({
      peerToken: 'token',
      iceServers: [{ urls: [`turn:relay-${(count += 1)}`] }],
    });
    peers = new FakePeers();
  });
  afterEach(() => jasmine.clock().uninstall());

  async function pass(minutes: number): Promise<void> {
    jasmine.clock().tick(minutes * 60_000);
    await Promise.resolve().then(() => Promise.resolve());
  }

  it('asks twice within ten minutes of a call, and goes on where one attempt fails', async () => {
    const state$ = new BehaviorSubject<RoomState>({ phase: 'lobby', problem: null });
    const fresh = keepServersFresh(state$, signaling, peers);
    await pass(20);
    state$.next({ phase: 'call' });
    await pass(3);
    expect(peers.renew).not.toHaveBeenCalled();
    await pass(1);
    signaling.connection$.next('down');
    await pass(4);
    signaling.connection$.next('up');
    await pass(4);
    fresh.unsubscribe();
    await pass(20);
    expect(peers.renew.calls.allArgs()).toEqual([
      [[{ urls: ['turn:relay-1'] }]],
      [[{ urls: ['turn:relay-2'] }]],
    ]);
  });
});
