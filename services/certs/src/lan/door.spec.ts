import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { ConfigError } from '../config.ts';
import { newFolder } from '../testing/folder.ts';
import { openDoor } from './door.ts';
import { keepLan } from './lan.ts';

describe('the door', () => {
  let server: Server;
  let port: number;
  let fingerprint: string;

  beforeAll(async () => {
    const { folder, store } = newFolder();
    store.write('www/secret.txt', 'secret');
    await keepLan({ hosts: ['meet.family'], httpsPort: 8443 }, store, Date.now());
    fingerprint = new X509Certificate(store.read('private/authority.pem') ?? '').fingerprint256;
    server = await open({ doorPort: 0, httpsPort: 8443, folder });
    port = portOf(server);
  });
  afterAll(() => server.close());

  async function open(config: Parameters<typeof openDoor>[0]): Promise<Server> {
    const door = await openDoor(config);
    if (door === null) throw new Error('There is no door.');
    return door;
  }

  function portOf(open: Server): number {
    return (open.address() as AddressInfo).port;
  }

  function ask(path: string, method = 'GET'): Promise<Response> {
    return fetch(`http://127.0.0.1:${String(port)}${path}`, { method, redirect: 'manual' });
  }

  /** Sends what no browser would, and reads the answer as it comes. */
  async function say(...lines: readonly string[]): Promise<string> {
    const socket = connect(port, '127.0.0.1');
    let heard = '';
    socket.on('data', (chunk: Buffer) => (heard += chunk.toString()));
    socket.write([...lines, 'Connection: close', '', ''].join('\r\n'));
    await once(socket, 'close');
    return heard;
  }

  it('explains the certificate, in two languages, and hands it out as each system wants it', async () => {
    expect((await ask('/trust')).headers.get('location')).toBe('/trust/');
    for (const path of ['/trust/', '/trust/de.html', '/trust/?from=qr']) {
      const page = await ask(path);
      expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
      expect(await page.text()).toContain('https://meet.family:8443/');
    }
    const certificate = await ask('/trust/parley-ca.crt');
    expect(certificate.headers.get('content-type')).toBe('application/x-x509-ca-cert');
    const bytes = Buffer.from(await certificate.arrayBuffer());
    expect(new X509Certificate(bytes).fingerprint256).toBe(fingerprint);
    const profile = await ask('/trust/parley.mobileconfig');
    expect(profile.headers.get('content-type')).toBe('application/x-apple-aspen-config');
  });

  it('leads everything else to the host that was asked for, over https, and keeps the room', async () => {
    for (const path of ['/', '/tea-time?name=Ada', '//evil.example/x', '/trustworthy']) {
      const { status, headers } = await ask(path);
      expect([status, headers.get('location')]).toEqual([302, `https://127.0.0.1:8443${path}`]);
    }
    expect(await say('GET /a HTTP/1.1', 'Host: laptop.local')).toContain(
      '\r\nLocation: https://laptop.local:8443/a\r\n',
    );
    expect(await say('GET /a HTTP/1.1', 'Host: [fd00::4]:80')).toContain(
      'Location: https://[fd00::4]:8443/a\r\n',
    );
    expect(await (await ask('/')).text()).toContain('Parley is at https://127.0.0.1:8443/');
  });

  it('shows no other file', async () => {
    const paths = [
      '/trust/../secret.txt',
      '/trust/%2e%2e/secret.txt',
      '/trust/..%2fsecret.txt',
      '/trust/..\\secret.txt',
    ];
    for (const path of [...paths, '/trust/x', '/trust//', '/secret.txt', '/../private/authority-key.pem']) {
      const heard = await say(`GET ${path} HTTP/1.1`, 'Host: localhost');
      expect(heard)
        .withContext(path)
        .toMatch(/^HTTP\/1\.1 (?:404|302) /);
      expect(heard).not.toContain('secret\r\n');
      expect(heard).not.toContain('PRIVATE KEY');
    }
  });

  it('only reads, and takes nothing it cannot lead on', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
      const { status, headers } = await ask('/trust/', method);
      expect([status, headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    }
    const head = await ask('/trust/', 'HEAD');
    expect([head.status, await head.text()]).toEqual([200, '']);
    for (const lines of [
      ['GET http://evil.example/ HTTP/1.1', 'Host: localhost'],
      ['GET / HTTP/1.1', 'Host: a@evil.example'],
      ['GET / HTTP/1.1', 'Host: evil.example/path'],
      ['GET / HTTP/1.1', 'Host: two words'],
      ['GET / HTTP/1.0'],
    ])
      expect(await say(...lines))
        .withContext(lines.join(' '))
        .toMatch(/^HTTP\/1\.1 400 /);
  });

  it('protects every answer, and runs no script', async () => {
    for (const path of ['/trust/', '/trust/parley-ca.crt', '/trust/nothing', '/']) {
      const { headers } = await ask(path);
      expect(headers.get('content-security-policy')).toMatch(
        /^default-src 'none'; .*frame-ancestors 'none'$/,
      );
      expect(headers.get('content-security-policy')).not.toContain('script-src');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
    }
  });

  it('is there only where it is wanted, and says in one sentence that its port is taken', async () => {
    const config = { httpsPort: 443, folder: newFolder().folder };
    expect(await openDoor({ ...config, doorPort: null })).toBeNull();
    const other = createServer().listen(0);
    await once(other, 'listening');
    const taken = openDoor({ ...config, doorPort: portOf(other) });
    await expectAsync(taken).toBeRejectedWithError(
      ConfigError,
      /^Another program already uses port \d+: .+DOOR_PORT\.$/,
    );
    other.close();
  });

  it('leads to the usual port without naming it', async () => {
    const usual = await open({ doorPort: 0, httpsPort: 443, folder: newFolder().folder });
    const { headers } = await fetch(`http://127.0.0.1:${String(portOf(usual))}/tea`, { redirect: 'manual' });
    expect(headers.get('location')).toBe('https://127.0.0.1/tea');
    usual.close();
  });
});
