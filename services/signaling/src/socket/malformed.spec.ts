import { REQUESTS } from '@parley/protocol';
import { FakeClock } from '../testing/fake-clock.ts';
import { MEDIA, SIGNAL, TestService, silentLog } from '../testing/service.ts';
import { TestClient } from '../testing/test-client.ts';
import { validated } from './validated.ts';

const BAD_REQUEST = { ok: false, error: { code: 'bad-request' } };

describe('what clients should not send', () => {
  let clock: FakeClock;
  let service: TestService;

  beforeEach(async () => {
    clock = new FakeClock();
    service = await TestService.start({}, { clock });
  });

  afterEach(() => service.close());

  const malformed: readonly (readonly [string, unknown])[] = [
    ['room:prepare', null],
    ['room:prepare', 'kitchen'],
    ['room:prepare', []],
    ['room:prepare', { version: '1', room: 'kitchen' }],
    ['room:prepare', { version: 1 }],
    ['room:prepare', { version: 1, room: 7 }],
    ['room:prepare', { version: 1, room: 'kitchen', resumeToken: '' }],
    ['room:prepare', { version: 1, room: 'kitchen', resumeToken: 'x'.repeat(513) }],
    ['room:join', {}],
    ['room:join', { name: { toString: 'x' }, media: MEDIA }],
    ['room:join', { name: 'Ada' }],
    ['room:join', { name: 'Ada', media: { ...MEDIA, revision: -1 } }],
    ['room:join', { name: 'Ada', media: { ...MEDIA, revision: 1.5 } }],
    ['room:join', { name: 'Ada', media: { ...MEDIA, camera: 'yes' } }],
    ['room:leave', null],
    ['room:leave', 7],
    ['participant:update', { media: null }],
    ['participant:update', { media: { revision: 2 } }],
    ['peer:refresh', 'now'],
    ['rtc:signal', { to: 'kitchen', signal: SIGNAL }],
    ['rtc:signal', { to: '7b0e6c3a-6a0e-4f3c-9d56-0a3b6d1f2c11', signal: { ...SIGNAL, step: null } }],
    ['rtc:signal', { to: '7b0e6c3a-6a0e-4f3c-9d56-0a3b6d1f2c11', signal: { ...SIGNAL, round: '' } }],
  ];
  for (const [name, payload] of malformed) {
    it(`${name} ${JSON.stringify(payload).slice(0, 90)} is a bad request`, async () => {
      const client = await service.connect();
      expect(await client.ask(name, payload)).toEqual(BAD_REQUEST);
    });
  }

  it('no payload at all is a bad request', async () => {
    const client = await service.connect();
    for (const name of Object.keys(REQUESTS)) expect(await client.ask(name)).toEqual(BAD_REQUEST);
  });

  it('requests without an ack, unknown events and odd arguments harm nobody', async () => {
    const [ada] = await service.joined('kitchen', 'Ada');
    for (const name of [...Object.keys(REQUESTS), 'toString', 'participant:joined', 'error']) {
      ada.tell(name);
      ada.tell(name, null, null, 7);
    }
    expect((await ada.data('peer:refresh', {})).iceServers).toEqual([]);
  });

  it('an event that is not ours is not passed on', async () => {
    const [ada] = await service.joined('kitchen', 'Ada');
    const [bob] = await service.joined('kitchen', 'Bob');
    bob.tell('participant:left', { participantId: 'anybody', reason: 'left' });
    bob.tell('chat:message', { text: 'spam' });
    await bob.settle();
    await ada.settle();
    expect(ada.facts).toEqual(['participant:joined']);
  });

  it('too much of it is refused, and more is disconnected', async () => {
    const [ada] = await service.joined('kitchen', 'Ada');
    const codes: unknown[] = [];
    for (let n = 0; n < 90; n += 1) codes.push(await ada.refusal('participant:update', { media: MEDIA }));
    expect(codes[0]).toBeNull();
    expect(codes.at(-1)).toBe('rate-limited');
    clock.advance(1000);
    expect(await ada.refusal('participant:update', { media: MEDIA })).toBeNull();
    for (let n = 0; n < 200; n += 1) ada.tell('participant:update', { media: MEDIA });
    expect(await ada.disconnected).toBe('io server disconnect');
  });

  describe('a page of another origin', () => {
    it('cannot connect', async () => {
      const connecting = TestClient.connect(`http://${service.url}`, { origin: 'https://evil.example' });
      await expectAsync(connecting).toBeRejected();
    });

    it('can where it is the same', async () => {
      const client = await TestClient.connect(`http://${service.url}`, { origin: `http://${service.url}` });
      expect(await client.refusal('peer:refresh', {})).toBe('not-in-room');
      client.close();
    });
  });
});

describe('validated', () => {
  const schema = REQUESTS['room:leave'].payload;

  it('answers "internal" when the handler throws', () => {
    const ack = jasmine.createSpy('ack');
    const listener = validated(
      schema,
      () => {
        throw new Error('bug');
      },
      silentLog,
    );
    listener({}, ack);
    expect(ack).toHaveBeenCalledOnceWith({ ok: false, error: { code: 'internal' } });
    expect(() => listener({})).not.toThrow();
    expect(() => listener({}, 'no function')).not.toThrow();
  });
});
