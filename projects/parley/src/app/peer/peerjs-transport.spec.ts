import { TestBed } from '@angular/core/testing';
import { idOf } from '../core/testing/participant-id';
import { PeerjsTransport } from './peerjs-transport';

const [ADA, BO] = [idOf(1), idOf(2)];

describe('PeerjsTransport', () => {
  let transport: PeerjsTransport;

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [PeerjsTransport] });
    transport = TestBed.inject(PeerjsTransport);
  });
  afterEach(() => transport.close());

  function urlsOfACall(): readonly string[] {
    const { iceServers = [] } = transport.call(BO).connection.getConfiguration();
    return iceServers.flatMap(({ urls }) => urls);
  }

  it('makes calls with the servers it was given last', async () => {
    const iceServers = [{ urls: ['stun:old.invalid'] }];
    await transport.open({ participantId: ADA, peerToken: 'token', iceServers, shard: 0 });
    expect(urlsOfACall()).toEqual(['stun:old.invalid']);
    transport.renew([{ urls: ['stun:new.invalid'] }]);
    expect(urlsOfACall()).toEqual(['stun:new.invalid']);
  });

  it('takes one path for everything, with old servers and new ones', async () => {
    const bundle = (): unknown => transport.call(BO).connection.getConfiguration().bundlePolicy;
    await transport.open({ participantId: ADA, peerToken: 'token', iceServers: [], shard: 0 });
    expect(bundle()).toBe('max-bundle');
    transport.renew([{ urls: ['stun:new.invalid'] }]);
    expect(bundle()).toBe('max-bundle');
  });
});
