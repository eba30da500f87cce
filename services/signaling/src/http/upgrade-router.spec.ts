import { connect } from 'node:net';
import { TestService } from '../testing/service.ts';

const KEY = 'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n';

/** Sends one upgrade request as it is written, and resolves with what was answered before the connection ended. */
function upgrade(port: number, target: string, headers = KEY): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk: Buffer) => {
      answer += chunk.toString();
      // An upgraded connection would stay open.
      if (answer.includes('101 Switching Protocols')) socket.destroy();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(answer.split('\r\n')[0] ?? ''));
    socket.write(
      `GET ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n${headers}\r\n`,
    );
  });
}

describe('the upgrade router', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await TestService.start();
  });

  afterAll(() => service.close());

  const answers: readonly (readonly [target: string, answer: string, headers?: string])[] = [
    ['/socket.io/?EIO=4&transport=websocket', 'HTTP/1.1 101 Switching Protocols'],
    ['/socket.io/?EIO=4&transport=polling', 'HTTP/1.1 400 Bad Request'],
    ['/socket.io/?EIO=4&transport=websocket&sid=__proto__', 'HTTP/1.1 400 Bad Request'],
    ['/socket.io/', 'HTTP/1.1 400 Bad Request'],
    ['/socket.io', 'HTTP/1.1 404 Not Found'],
    ['/', 'HTTP/1.1 404 Not Found'],
    ['//', 'HTTP/1.1 404 Not Found'],
    ['/healthz', 'HTTP/1.1 404 Not Found'],
    ['/peer', 'HTTP/1.1 404 Not Found'],
    ['/peer/', 'HTTP/1.1 401 Unauthorized'],
    ['/peer//[', 'HTTP/1.1 401 Unauthorized'],
    ['/peer/peerjs?token=%E0%A4%A', 'HTTP/1.1 401 Unauthorized'],
    ['/peer/../socket.io/', 'HTTP/1.1 401 Unauthorized'],
    ['http://[/peer/', 'HTTP/1.1 404 Not Found'],
    ['/peer/peerjs', 'HTTP/1.1 403 Forbidden', `${KEY}Origin: https://evil.example\r\n`],
    ['/socket.io/?EIO=4&transport=websocket', 'HTTP/1.1 403 Forbidden', `${KEY}Origin: null\r\n`],
    ['/elsewhere', 'HTTP/1.1 404 Not Found', `${KEY}Origin: https://evil.example\r\n`],
    ['/socket.io/?EIO=4&transport=websocket', 'HTTP/1.1 400 Bad Request', ''],
  ];
  for (const [index, [target, answer, headers]] of answers.entries()) {
    it(`answers ${target} with ${answer.slice(9)} (${String(index)})`, async () => {
      expect(await upgrade(service.port, target, headers)).toBe(answer);
    });
  }

  it('survives connections that end in the middle of a handshake', async () => {
    for (const target of ['/socket.io/?EIO=4&transport=websocket', '/peer/peerjs', '/']) {
      const socket = connect(service.port, '127.0.0.1');
      socket.on('error', () => undefined);
      await new Promise((resolve) => socket.once('connect', resolve));
      socket.write(
        `GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n${KEY}\r\n`,
      );
      socket.resetAndDestroy();
    }
    const client = await service.connect();
    expect(await client.refusal('peer:refresh', {})).toBe('not-in-room');
  });
});
