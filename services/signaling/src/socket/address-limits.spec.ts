import { PROTOCOL_VERSION } from '@parley/protocol';
import { FakeClock } from '../testing/fake-clock.ts';
import { MEDIA, TestService } from '../testing/service.ts';
import { TestClient } from '../testing/test-client.ts';

const PREPARE = { version: PROTOCOL_VERSION, room: 'kitchen' };

describe('visitors at one address', () => {
  let clock: FakeClock;
  let service: TestService;
  let clients: TestClient[];

  beforeEach(async () => {
    clock = new FakeClock();
    clients = [];
    const limits = { VISITS_PER_ADDRESS: '2', SOCKETS_PER_ADDRESS: '4', TRUST_PROXY: '1' };
    service = await TestService.start(limits, { clock });
  });

  afterEach(async () => {
    for (const client of clients) client.close();
    await service.close();
  });

  /** A client behind our proxy, which heard it at `address`. */
  async function from(address: string): Promise<TestClient> {
    const client = await TestClient.connect(`http://${service.url}`, { 'x-forwarded-for': address });
    clients.push(client);
    return client;
  }

  it('may try to enter rooms so often, in whichever way, and again with time', async () => {
    const ada = await from('192.0.2.1');
    const bob = await from('192.0.2.1');
    await ada.data('room:prepare', PREPARE);
    await ada.data('room:join', { name: 'Ada', media: MEDIA });
    await bob.data('room:prepare', { ...PREPARE, room: 'garden' });
    expect(await bob.refusal('room:prepare', { ...PREPARE, room: 'x' })).toBe('room-name-invalid');
    expect(await bob.refusal('room:prepare', PREPARE)).toBe('rate-limited');
    expect(await bob.refusal('room:join', { name: 'Bob', media: MEDIA })).toBe('rate-limited');
    clock.advance(15_000);
    expect(await bob.refusal('room:join', { name: 'Bob', media: MEDIA })).toBeNull();
    expect(await bob.refusal('room:join', { name: 'Bob', media: MEDIA })).toBe('rate-limited');
  });

  it('share their limit with one IPv6 network, and not with the next one', async () => {
    const ada = await from('2001:db8:1:2::1');
    const bob = await from('2001:db8:1:2:ffff::9');
    const cat = await from('2001:db8:1:3::1');
    for (let n = 0; n < 4; n += 1) await ada.data('room:prepare', PREPARE);
    expect(await bob.refusal('room:prepare', PREPARE)).toBe('rate-limited');
    expect(await cat.refusal('room:prepare', PREPARE)).toBeNull();
  });

  it('cannot help themselves by writing other addresses before ours', async () => {
    const ada = await from('198.51.100.1, 192.0.2.1');
    const bob = await from('198.51.100.2, 192.0.2.1');
    for (let n = 0; n < 4; n += 1) await ada.data('room:prepare', PREPARE);
    expect(await bob.refusal('room:prepare', PREPARE)).toBe('rate-limited');
  });

  it('have so many sockets open, and others after some of theirs closed', async () => {
    for (let n = 0; n < 4; n += 1) await from('192.0.2.1');
    await expectAsync(from('192.0.2.1')).toBeRejectedWithError(/./);
    await from('192.0.2.2');
    clients[0]?.close();
    // The service hears of it in its own time.
    let isIn = false;
    while (!isIn) isIn = await from('192.0.2.1').then(Boolean, () => false);
    expect(clients.length).toBe(6);
  });
});
