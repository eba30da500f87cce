import { BehaviorSubject } from 'rxjs';
import { FakeSignalingClient } from '../signaling/testing/fake-signaling-client';
import { reportLinks } from './links-report';
import type { RoomState } from './room-state';
import { FakePeers } from './testing/fake-peers';

describe('reportLinks', () => {
  let signaling: FakeSignalingClient;
  let peers: FakePeers;

  beforeEach(() => {
    jasmine.clock().install();
    signaling = new FakeSignalingClient();
    signaling.connection$.next('up');
    peers = new FakePeers();
  });
  afterEach(() => jasmine.clock().uninstall());

  it('says how many links go by a relay, every 15 s of a call, whether or not it was heard', () => {
    const state$ = new BehaviorSubject<RoomState>({ phase: 'joining' });
    const reports = reportLinks(state$, signaling, peers);
    jasmine.clock().tick(60_000);
    state$.next({ phase: 'call' });
    jasmine.clock().tick(14_999);
    expect(signaling.sent('links:report')).toEqual([]);
    peers.paths.and.returnValue({ relay: 1, direct: 2 });
    jasmine.clock().tick(1);
    signaling.connection$.next('down');
    jasmine.clock().tick(15_000);
    signaling.connection$.next('up');
    state$.next({ phase: 'call' });
    peers.paths.and.returnValue({ relay: 0, direct: 3 });
    jasmine.clock().tick(15_000);
    reports.unsubscribe();
    jasmine.clock().tick(60_000);
    expect(signaling.sent('links:report')).toEqual([
      { relay: 1, direct: 2 },
      { relay: 0, direct: 3 },
    ]);
  });
});
