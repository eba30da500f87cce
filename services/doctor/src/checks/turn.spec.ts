import { createSocket } from 'node:dgram';
import { examined, troubles } from '../testing/examined.ts';
import { startService } from '../testing/service.ts';

describe('the doctor where no relay answers', () => {
  async function look(urls: readonly string[]): Promise<string[]> {
    const service = await startService({ ICE_SERVERS: JSON.stringify([{ urls }]) });
    try {
      const url = new URL(`http://127.0.0.1:${String(service.port)}`);
      return troubles(await examined(url, { patienceMs: 700 })).filter((line) => /STUN|TURN/.test(line));
    } finally {
      await service.close();
    }
  }

  it('tells a port that nobody listens at from one that a firewall keeps silent', async () => {
    const silent = createSocket('udp4');
    await new Promise<void>((resolve) => silent.bind(0, '127.0.0.1', resolve));
    const port = String(silent.address().port);
    const found = await look([
      'turn:127.0.0.1:1',
      'turn:127.0.0.1:1?transport=tcp',
      `turn:127.0.0.1:${port}`,
    ]);
    silent.close();
    expect(found).toEqual([
      'fail STUN at 127.0.0.1:1 | ufw allow 1/udp   (and: docker compose up -d turn)',
      `fail STUN at 127.0.0.1:${port} | ufw allow ${port}/udp   (and: docker compose up -d turn)`,
      'fail TURN over UDP at 127.0.0.1:1 | docker compose up -d turn   (and: ufw allow 1/udp)',
      'fail TURN over TCP at 127.0.0.1:1 | docker compose up -d turn   (and: ufw allow 1/tcp)',
      `fail TURN over UDP at 127.0.0.1:${port} | ufw allow ${port}/udp`,
      'warn TURN transports | TURN_URLS=turn:{host}:3478,turn:{host}:3478?transport=tcp,turns:{host}:5349',
    ]);
  });

  it('names an address that no browser can read', async () => {
    const found = await look(['turn:relay.example:3478/path', 'stun:']);
    expect(found.slice(0, 2)).toEqual([
      'fail STUN and TURN addresses | TURN_URLS=turn:{host}:3478',
      'fail STUN and TURN addresses | TURN_URLS=turn:{host}:3478',
    ]);
  });
});
