import { TestBed } from '@angular/core/testing';
import { idOf } from '../core/testing/participant-id';
import { SignalingClient } from '../signaling/signaling-client';
import { FakeSignalingClient } from '../signaling/testing/fake-signaling-client';
import { peerSignaling } from './peer-signaling';
import { GONE } from './testing/participants';

describe('peerSignaling', () => {
  let fake: FakeSignalingClient;
  let way: ReturnType<typeof peerSignaling>;

  beforeEach(() => {
    fake = new FakeSignalingClient();
    fake.connection$.next('up');
    const access = { peerToken: 'token', iceServers: [{ urls: ['turn:relay'] }] };
    fake.answers['peer:refresh'] = () => access;
    fake.answers['rtc:signal'] = () => ({});
    TestBed.configureTestingModule({ providers: [{ provide: SignalingClient, useValue: fake }] });
    way = peerSignaling(TestBed.inject(SignalingClient));
  });

  it('asks for fresh servers each time', async () => {
    expect(await way.iceServers()).toEqual([{ urls: ['turn:relay'] }]);
    await way.iceServers();
    expect(fake.sent('peer:refresh').length).toBe(2);
  });

  it('sends to one participant, and says so where that cannot be', async () => {
    await way.send(idOf(1), GONE);
    expect(fake.sent('rtc:signal')).toEqual([{ to: idOf(1), signal: GONE }]);
    fake.connection$.next('down');
    await expectAsync(way.send(idOf(1), GONE)).toBeRejected();
  });
});
