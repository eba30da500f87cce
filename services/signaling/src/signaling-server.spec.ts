import { PROTOCOL_VERSION } from '@parley/protocol';
import { pino } from 'pino';
import { parseConfig } from './config.ts';
import { createSignalingServer } from './signaling-server.ts';
import { MEDIA, TestService, silentLog } from './testing/service.ts';

describe('createSignalingServer', () => {
  const config = parseConfig({ PORT: '0', HOST: '127.0.0.1' });

  it('has an address while it listens, and may close twice', async () => {
    const server = createSignalingServer(config, { log: silentLog });
    expect(server.address).toBeNull();
    const { port } = await server.listen();
    expect(server.address?.port).toBe(port);
    await server.close();
    await server.close();
    expect(server.address).toBeNull();
  });

  it('says when its port is taken', async () => {
    const service = await TestService.start();
    const second = createSignalingServer({ ...config, port: service.port }, { log: silentLog });
    await expectAsync(second.listen()).toBeRejectedWith(jasmine.objectContaining({ code: 'EADDRINUSE' }));
    await service.close();
  });

  it('disconnects everybody when it closes', async () => {
    const service = await TestService.start();
    const [ada, is] = await service.joined('kitchen', 'Ada');
    const peer = service.peerSocket(is.participantId, is.peerToken);
    await new Promise((resolve) => peer.once('message', resolve));
    const peerClosed = new Promise((resolve) => peer.once('close', resolve));
    const disconnected = ada.disconnected;
    await service.close();
    expect(await disconnected).toMatch(/disconnect|transport close/);
    expect(await peerClosed).toEqual(jasmine.any(Number));
  });

  it('recognises everybody after a restart with empty memory and another secret', async () => {
    const before = await TestService.start();
    const [, is] = await before.joined('kitchen', 'Ada');
    await before.close();
    const after = await TestService.start();
    const [ada, again] = await after.prepared('kitchen', is.resumeToken);
    expect(again.participantId).toBe(is.participantId);
    expect(again.resumeToken).toBe(is.resumeToken);
    const joined = await ada.data('room:join', { name: 'Ada', media: MEDIA });
    expect(joined.self.id).toBe(is.participantId);
    const [, elsewhere] = await after.prepared('garden', is.resumeToken);
    expect(elsewhere.participantId).not.toBe(is.participantId);
    await after.close();
  });

  it('logs each transition once, and no name, room, token or address', async () => {
    const lines: string[] = [];
    const log = pino({ level: 'trace', base: null }, { write: (line: string) => lines.push(line) });
    const service = await TestService.start({}, { log });
    const [ada, is] = await service.joined('secret-kitchen', 'Ada Lovelace');
    await ada.refusal('room:prepare', { version: PROTOCOL_VERSION, room: 'x' });
    await ada.data('participant:update', { media: { ...MEDIA, revision: 2 } });
    await ada.data('room:leave', {});
    await service.close();
    const info = lines.filter((line) => line.includes('"level":30')).map((line): unknown => JSON.parse(line));
    const events = [
      'listening',
      'room-opened',
      'participant-joined',
      'participant-left',
      'room-closed',
      'closed',
    ];
    expect(info).toEqual(events.map((event) => jasmine.objectContaining({ event })));
    expect(lines.join('')).not.toMatch(/secret-kitchen|Lovelace|127\.0\.0\.1/);
    expect(lines.join('')).not.toContain(is.peerToken);
    expect(lines.join('')).not.toContain(is.resumeToken);
  });
});
