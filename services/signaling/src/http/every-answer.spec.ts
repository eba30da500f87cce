import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeClock } from '../testing/fake-clock.ts';
import { TestService } from '../testing/service.ts';

interface Answer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
}

/** Sends `text` as it is written, and reads what is answered until the connection ends. */
function say(port: number, text: string): Promise<Answer> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let heard = '';
    socket.on('data', (chunk: Buffer) => (heard += chunk.toString()));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      const [status = '', ...lines] = heard.split('\r\n\r\n', 1)[0]?.split('\r\n') ?? [];
      const headers = new Map(
        lines.map((line) => [
          line.slice(0, line.indexOf(':')).toLowerCase(),
          line.slice(line.indexOf(':') + 2),
        ]),
      );
      resolve({ status: Number(status.split(' ')[1]), headers });
    });
    socket.write(text);
  });
}

function request(line: string, ...headers: readonly string[]): string {
  return [`${line} HTTP/1.1`, 'Host: localhost', 'Connection: close', ...headers, '', ''].join('\r\n');
}

function upgrade(target: string, ...headers: readonly string[]): string {
  const asks = ['Upgrade: websocket', 'Sec-WebSocket-Version: 13', ...headers];
  const key = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==';
  const lines = headers.some((header) => header.startsWith('Sec-WebSocket-Key')) ? asks : [...asks, key];
  return request(`GET ${target}`, ...lines).replace('Connection: close', 'Connection: Upgrade');
}

const SOCKET = '/socket.io/?EIO=4&transport=websocket';
const HTML = 'Accept: text/html';
const TAG = /W\/"[^"]+"/;

/** What is said, and the status it is answered with. Assets carry less, see http-app.spec.ts. */
const SAID: Readonly<Record<string, readonly [number, string]>> = {
  'the home page': [200, request('GET /', HTML)],
  'a room': [200, request('GET /tea-time', HTML)],
  'a worker': [200, request('GET /ngsw-worker.js')],
  'the head of a page': [200, request('HEAD /tea-time', HTML)],
  'a part of a page': [206, request('GET /', HTML, 'Range: bytes=0-3')],
  'a part that is not there': [416, request('GET /', HTML, 'Range: bytes=900-')],
  'a page that had to be another': [412, request('GET /', HTML, 'If-Match: "other"')],
  health: [200, request('GET /healthz')],
  readiness: [200, request('GET /readyz')],
  'a missing file': [404, request('GET /missing.js')],
  'a room for a program': [404, request('GET /tea-time', 'Accept: application/json')],
  'a method that is not there': [404, request('POST /tea-time', HTML, 'Content-Length: 0')],
  OPTIONS: [404, request('OPTIONS /', 'Origin: https://evil.example')],
  TRACE: [404, request('TRACE /')],
  'an expectation': [404, request('GET /missing.js', 'Expect: something')],
  'a path that cannot be decoded': [404, request('GET /%E0%A4%A.js')],
  'Socket.IO without a socket': [404, request('GET /socket.io/?EIO=4&transport=polling')],
  'Socket.IO by POST': [404, request('POST /socket.io/?EIO=4&transport=polling', 'Content-Length: 0')],
  'the script of Socket.IO': [404, request('GET /socket.io/socket.io.js')],
  'PeerServer over HTTP': [404, request('GET /peer/parley/id')],
  'the peers of PeerServer': [404, request('GET /peer/parley/peers', 'Origin: https://evil.example')],
  'an upgrade to elsewhere': [404, upgrade('/tea-time')],
  'an upgrade from elsewhere': [403, upgrade(SOCKET, 'Origin: https://evil.example')],
  'an upgrade without a key': [400, upgrade(SOCKET, 'Sec-WebSocket-Key: none')],
  'an upgrade to polling': [400, upgrade('/socket.io/?EIO=4&transport=polling')],
  'an upgrade of a session': [400, upgrade(`${SOCKET}&sid=1`)],
  'an upgrade of another Engine.IO': [400, upgrade('/socket.io/?EIO=3&transport=websocket')],
  'an upgrade to a subprotocol': [400, upgrade(SOCKET, 'Sec-WebSocket-Protocol: a, a')],
  'an upgrade to PeerServer without a token': [401, upgrade('/peer/peerjs?id=x&token=y')],
  'an upgrade to a subprotocol of PeerServer': [400, upgrade('/peer/peerjs', 'Sec-WebSocket-Protocol: a, a')],
  'no HTTP': [400, 'hello\r\n\r\n'],
  'a header that is none': [400, request('GET /', 'no header')],
  'two lengths': [400, request('POST /', 'Content-Length: 1', 'Content-Length: 2')],
  'a header without end': [431, request('GET /', `X-Long: ${'x'.repeat(20_000)}`)],
  'an upgrade without a host': [400, upgrade(SOCKET).replace('Host: localhost\r\n', '')],
  'no host': [400, 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n'],
};

describe('every answer', () => {
  let folder: string;
  let service: TestService;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'parley-answers-'));
    for (const page of ['index.html', 'room.html', 'ngsw-worker.js']) writeFileSync(join(folder, page), page);
    service = await TestService.start({ STATIC_DIR: folder }, { clock: new FakeClock() });
  });

  afterAll(async () => {
    await service.close();
    rmSync(folder, { recursive: true });
  });

  function expectProtected({ headers }: Answer): void {
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers.get('permissions-policy')).toMatch(/camera=\((?:self)?\)/);
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('access-control-allow-origin')).toBeUndefined();
  }

  for (const [what, [status, text]] of Object.entries(SAID)) {
    it(`to ${what} is protected`, async () => {
      const answer = await say(service.port, text);
      expect(answer.status).toBe(status);
      expectProtected(answer);
    });
  }

  it('to a page that did not change is protected', async () => {
    const { headers } = await say(service.port, request('GET /tea-time', HTML));
    const tag = TAG.exec(headers.get('etag') ?? '')?.[0] ?? '';
    const answer = await say(service.port, request('GET /tea-time', HTML, `If-None-Match: ${tag}`));
    expect(answer.status).toBe(304);
    expectProtected(answer);
  });

  it('to one socket too many is protected', async () => {
    // A service of its own: the specs beside this one knock too, and a socket is let go of a moment after it closed.
    const crowded = await TestService.start({ SOCKETS_PER_ADDRESS: '1' }, { clock: new FakeClock() });
    const client = await crowded.connect();
    const answer = await say(crowded.port, upgrade(SOCKET));
    expect(answer.status).toBe(429);
    expectProtected(answer);
    client.close();
    await crowded.close();
  });
});
