import { PROTOCOL_VERSION } from '@parley/protocol';
import { WebSocket } from 'ws';
import { MEDIA } from './testing/service.ts';
import { ServiceProcess } from './testing/service-process.ts';
import { TestClient } from './testing/test-client.ts';

const NAME = 'Canary Robinson';
const ROOM = 'canary-kitchen';
const TEXT = 'canary message of ours';
const SDP = 'v=0 canary-sdp a=fingerprint:sha-256 CA:NA:RY';
const ADDRESS = '198.51.100.77';
const SECRET = 'canary secret of the service';

/** Opens a WebSocket, sends `frames` and resolves when it is closed or everything has been sent. */
async function talk(url: string, frames: readonly (string | Buffer)[]): Promise<void> {
  const socket = new WebSocket(url, { headers: { 'x-forwarded-for': ADDRESS } });
  await new Promise<void>((resolve) => {
    socket.once('error', () => resolve());
    socket.once('open', () => {
      for (const frame of frames) socket.send(frame);
      socket.close();
    });
    socket.once('close', () => resolve());
  });
}

/** A visit with a canary in every place that something of a person may be in. */
async function visit(port: number): Promise<string[]> {
  const host = `127.0.0.1:${String(port)}`;
  const headers = { 'x-forwarded-for': ADDRESS, 'user-agent': 'canary-browser', cookie: 'canary-cookie' };
  const ada = await TestClient.connect(`http://${host}`, headers);
  const is = await ada.data('room:prepare', { version: PROTOCOL_VERSION, room: ROOM });
  await ada.data('room:join', { name: NAME, media: MEDIA });
  await ada.ask('room:prepare', { version: 1, room: TEXT, resumeToken: is.resumeToken });
  await ada.ask('participant:update', { media: TEXT });
  ada.tell('chat:message', { text: TEXT });
  const signal = { connectionId: 'mc_1', round: TEXT, step: { kind: 'offer', sdp: SDP } };
  await ada.ask('rtc:signal', { to: is.participantId, signal });
  await ada.ask('rtc:signal', { to: TEXT, signal: { ...signal, connectionId: TEXT } });
  const offer = { type: 'offer', sdp: SDP };
  const payload = { type: 'media', connectionId: 'mc_1', sdp: offer, metadata: { name: NAME } };
  const query = new URLSearchParams({ key: 'parley', id: is.participantId, token: is.peerToken });
  const frame = JSON.stringify({ type: 'OFFER', dst: is.participantId, payload });
  await talk(`ws://${host}/peer/peerjs?${query.toString()}`, [frame, TEXT, Buffer.from(TEXT)]);
  await talk(`ws://${host}/peer/peerjs?id=${TEXT}&token=${is.peerToken}x`, []);
  await talk(`ws://${host}/socket.io/?EIO=4&transport=websocket&name=${NAME}`, [
    '40',
    `42["${TEXT}"]`,
    `4${SDP}`,
  ]);
  for (const path of [`/${ROOM}?name=${NAME}`, `/%E0%A4%A/${TEXT}`, `/healthz?${TEXT}`]) {
    await (await fetch(`http://${host}${path}`, { headers })).text();
  }
  ada.close();
  return [is.resumeToken, is.peerToken];
}

describe('what the service writes', () => {
  it('holds no name, message, SDP, token, address or room, at its most talkative', async () => {
    const service = new ServiceProcess({ LOG_LEVEL: 'trace', TRUST_PROXY: '1', SESSION_SECRET: SECRET });
    const tokens = await visit(await service.ready);
    service.kill('SIGTERM');
    const { stdout, stderr } = await service.ended;
    const written = `${stdout}${stderr}`;
    // It did speak of this visit.
    expect(written).toContain('"participant-joined"');
    expect(written).toContain('"participant-left"');
    expect(written).toContain('"peer-opened"');
    expect(written).not.toMatch(/canary|fingerprint|198\.51\.100|127\.0\.0\.1/i);
    for (const token of tokens) {
      for (const part of token.split('.')) expect(written).not.toContain(part);
    }
    for (const line of stdout.trim().split('\n')) expect(() => void JSON.parse(line)).not.toThrow();
    expect(stderr).toBe('');
  });
});
