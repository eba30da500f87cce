import { PROTOCOL_VERSION } from '@parley/protocol';
import { parseConfig } from './config.ts';
import { createSignalingServer } from './signaling-server.ts';
import type { SignalingServer } from './signaling-server.ts';
import { FakeClock } from './testing/fake-clock.ts';
import { MEDIA, silentLog } from './testing/service.ts';
import { RawClient } from './testing/raw-client.ts';
import { TestClient } from './testing/test-client.ts';

describe('a service that is told to stop', () => {
  let clock: FakeClock;
  let server: SignalingServer;
  let url: string;
  let randoms: number[];

  beforeEach(async () => {
    clock = new FakeClock();
    randoms = [0, 0.5, 0.999];
    const random = (): number => randoms.shift() ?? 0;
    server = createSignalingServer(parseConfig({ PORT: '0', HOST: '127.0.0.1' }), {
      clock,
      random,
      log: silentLog,
    });
    url = `127.0.0.1:${String((await server.listen()).port)}`;
  });

  afterEach(() => server.close());

  async function readiness(): Promise<number> {
    return (await fetch(`http://${url}/readyz`)).status;
  }

  it('says first that it is not ready, then tells each client its own time, and refuses meanwhile', async () => {
    const clients = [
      await TestClient.connect(`http://${url}`),
      await TestClient.connect(`http://${url}`),
      await TestClient.connect(`http://${url}`),
    ];
    const [ada] = clients;
    expect(await readiness()).toBe(200);
    await ada?.data('room:prepare', { version: PROTOCOL_VERSION, room: 'kitchen' });
    const drained = server.drain();
    expect(await readiness()).toBe(503);
    const delays: number[] = [];
    for (const client of clients) delays.push((await client.next('service:closing')).reconnectAfterMs);
    expect(delays).toEqual([500, 1_000, 1_499]);
    expect(await ada?.refusal('room:join', { name: 'Ada', media: MEDIA })).toBe('unavailable');
    await expectAsync(TestClient.connect(`http://${url}`)).toBeRejected();
    clock.advance(999);
    await expectAsync(drained).toBePending();
    clock.advance(1);
    await drained;
    const gone = Promise.all(clients.map(({ disconnected }) => disconnected));
    await server.close();
    expect(await gone).toEqual(Array.from(clients, () => jasmine.any(String)));
    await expectAsync(readiness()).toBeRejected();
  });

  it('waits for nobody where nobody is there, and drains once', async () => {
    await server.drain();
    await server.drain();
    expect(clock.pending).toBe(0);
  });

  it('leaves behind clients that do not answer its goodbye', async () => {
    const client = await RawClient.connect(`ws://${url}`);
    client.freeze();
    const closed = server.close();
    await clock.scheduled();
    await expectAsync(closed).toBePending();
    clock.advance(2_000);
    await closed;
    expect(server.address).toBeNull();
    client.terminate();
  });
});
