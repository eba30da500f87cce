import { PROTOCOL_VERSION } from '@parley/protocol';
import { FakeClock } from '../testing/fake-clock.ts';
import { MEDIA, TestService } from '../testing/service.ts';
import { PrometheusMeter } from './prometheus-meter.ts';

/** Labels that the figures of Parley may have. */
const LABELS = ['kind', 'le', 'path', 'request', 'result'];

describe('metrics', () => {
  let meter: PrometheusMeter;
  let clock: FakeClock;
  let service: TestService;

  beforeEach(async () => {
    meter = new PrometheusMeter();
    clock = new FakeClock();
    service = await TestService.start({ ROOM_CAPACITY: '2', VISITS_PER_ADDRESS: '10' }, { meter, clock });
  });

  afterEach(() => service.close());

  /** Lines of `name` as a map from what is between the braces to the value. */
  async function figures(name: string): Promise<Record<string, number>> {
    const lines = (await meter.text()).split('\n').filter((line) => new RegExp(`^${name}[ {]`).test(line));
    return Object.fromEntries(
      lines.map((line) => [/\{(.*)\}/.exec(line)?.[1] ?? '', Number(line.slice(line.lastIndexOf(' ')))]),
    );
  }

  it('counts rooms, participants and sockets as they are now', async () => {
    const [ada, is] = await service.joined('canary-room', 'Canary Ada');
    await service.joined('canary-room', 'Canary Bob');
    await service.joined('other-room', 'Canary Cleo');
    const peer = service.peerSocket(is.participantId, is.peerToken);
    await new Promise((resolve) => peer.once('open', resolve));
    expect(await figures('parley_rooms')).toEqual({ '': 2 });
    expect(await figures('parley_participants')).toEqual({ '': 3 });
    expect(await figures('parley_sockets')).toEqual({ 'kind="signaling"': 3, 'kind="peer"': 1 });
    await ada.data('room:leave', {});
    expect(await figures('parley_participants')).toEqual({ '': 2 });
  });

  it('counts joins and returns, how long they took, and what was refused by its code', async () => {
    const [, is] = await service.joined('canary-room', 'Canary Ada');
    const [again] = await service.prepared('canary-room', is.resumeToken);
    await again.data('room:join', { name: 'Canary Ada', media: MEDIA });
    await service.joined('canary-room', 'Canary Bob');
    const [late] = await service.prepared('canary-room');
    await late.refusal('room:join', { name: 'Canary Cleo', media: MEDIA });
    await late.refusal('room:join', { name: '', media: MEDIA });
    await late.ask('room:join', 'canary');
    late.tell('canary:event', 'canary', () => undefined);
    await late.refusal('room:prepare', { version: PROTOCOL_VERSION, room: 'canary room of nobody!' });
    expect(await figures('parley_joins_total')).toEqual({ 'kind="new"': 2, 'kind="return"': 1 });
    expect(await figures('parley_join_duration_seconds_count')).toEqual({ '': 3 });
    expect(await figures('parley_requests_total')).toEqual({
      'request="room:prepare",result="ok"': 4,
      'request="room:prepare",result="room-name-invalid"': 1,
      'request="room:join",result="ok"': 3,
      'request="room:join",result="room-full"': 1,
      'request="room:join",result="name-invalid"': 1,
      'request="room:join",result="bad-request"': 1,
    });
  });

  it('counts what is refused for its rate', async () => {
    const client = await service.connect();
    for (let n = 0; n < 21; n += 1) await client.refusal('room:join', { name: 'Ada', media: MEDIA });
    for (let n = 0; n < 60; n += 1) await client.ask('room:leave', {});
    const counted = await figures('parley_requests_total');
    expect(counted['request="room:join",result="rate-limited"']).toBe(1);
    expect(counted['request="room:leave",result="rate-limited"']).toBe(21);
  });

  it('adds up what clients last said of their links, as long as they are there', async () => {
    const [ada] = await service.joined('canary-room', 'Canary Ada');
    const [bob] = await service.joined('canary-room', 'Canary Bob');
    await ada.data('links:report', { relay: 3, direct: 0 });
    await ada.data('links:report', { relay: 1, direct: 2 });
    await bob.data('links:report', { relay: 0, direct: 3 });
    expect(await figures('parley_links')).toEqual({ 'path="relay"': 1, 'path="direct"': 5 });
    await ada.data('room:leave', {});
    expect(await figures('parley_links')).toEqual({ 'path="relay"': 0, 'path="direct"': 3 });
    await bob.data('links:report', { relay: 0, direct: 1 });
    await bob.data('links:report', { relay: 0, direct: 1 });
    await bob.data('links:report', { relay: 0, direct: 1 });
    expect(await bob.refusal('links:report', { relay: 0, direct: 1 })).toBe('rate-limited');
    clock.advance(4_000);
    expect(await bob.refusal('links:report', { relay: 0, direct: 1 })).toBeNull();
  });

  it('tells of the process and its event loop', async () => {
    const text = await meter.text();
    expect(text).toContain('nodejs_eventloop_lag_p99_seconds');
    expect(text).toContain('process_resident_memory_bytes');
    expect(text).toContain('process_cpu_seconds_total');
  });

  it('names no person, room, connection or address', async () => {
    const [client, is] = await service.joined('canary-room', 'Canary Ada');
    client.tell('canary', { canary: 'canary' }, () => undefined);
    client.tell('__proto__', {}, () => undefined);
    await client.data('links:report', { relay: 1, direct: 2 });
    const text = await meter.text();
    expect(text).not.toMatch(/canary|proto|127\.0\.0\.1/i);
    for (const secret of [is.participantId, is.resumeToken, is.peerToken]) expect(text).not.toContain(secret);
    const ours = text.split('\n').filter((line) => line.startsWith('parley_'));
    const labels = ours.flatMap((line) => [...line.matchAll(/(\w+)="/g)].map(([, label]) => label));
    expect(ours.length).toBeGreaterThan(20);
    expect(labels.filter((label) => !LABELS.includes(label ?? ''))).toEqual([]);
  });
});
