import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { connect as connectPlain } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { PROTOCOL_VERSION } from '@parley/protocol';
import { WebSocket } from 'ws';
import { ConfigError } from '../config.ts';
import { Authority } from '../testing/authority.ts';
import { FakeClock } from '../testing/fake-clock.ts';
import { RawClient } from '../testing/raw-client.ts';
import { ServiceProcess } from '../testing/service-process.ts';
import { TestService } from '../testing/service.ts';
import type { TlsPair } from './tls-files.ts';

const HOSTS = ['localhost', '127.0.0.1'];
/** As often as the service looks at its files. */
const LOOK_MS = 5_000;

describe('a service with a certificate', () => {
  let authority: Authority;
  let ca: string;
  let folder: string;
  let clock: FakeClock;
  let service: TestService;

  beforeAll(async () => {
    authority = await Authority.make();
    ca = authority.pem;
  });

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'parley-https-'));
    for (const page of ['index.html', 'room.html']) writeFileSync(join(folder, page), page);
    put(await authority.issue(HOSTS));
    clock = new FakeClock();
    service = await TestService.start({ STATIC_DIR: folder, ...files() }, { clock });
  });

  afterEach(async () => {
    await service.close();
    rmSync(folder, { recursive: true });
  });

  function files(): { TLS_CERT_FILE: string; TLS_KEY_FILE: string } {
    return { TLS_CERT_FILE: join(folder, 'cert.pem'), TLS_KEY_FILE: join(folder, 'key.pem') };
  }

  function put({ cert, key }: TlsPair): void {
    writeFileSync(files().TLS_KEY_FILE, key);
    writeFileSync(files().TLS_CERT_FILE, cert);
  }

  async function get(path: string): Promise<IncomingMessage> {
    const headers = { accept: 'text/html' };
    const asked = request(`https://${service.url}${path}`, { ca, headers, agent: false }).end();
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    answer.resume();
    return answer;
  }

  /** Fingerprint of the certificate that a new connection is shown. */
  async function shown(): Promise<string> {
    const socket = connect({ port: service.port, host: '127.0.0.1', ca });
    await once(socket, 'secureConnect');
    const { fingerprint256 } = socket.getPeerCertificate();
    socket.destroy();
    return fingerprint256;
  }

  it('answers pages and health over https, and promises no browser that it will always do', async () => {
    for (const path of ['/', '/tea-time', '/healthz', '/readyz']) {
      const { statusCode, headers } = await get(path);
      expect(statusCode).withContext(path).toBe(200);
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      // A device that does not trust a private authority could never come by plain http again to be told how.
      expect(headers['strict-transport-security']).toBeUndefined();
    }
  });

  it('introduces people and their peers over TLS', async () => {
    const options = { ca, headers: { origin: `https://${service.url}` } };
    const client = await RawClient.connect(`wss://${service.url}`, options);
    const prepared = await client.data('room:prepare', { version: PROTOCOL_VERSION, room: 'kitchen' });
    const query = new URLSearchParams({
      key: 'parley',
      id: prepared.participantId,
      token: prepared.peerToken,
    });
    const peer = new WebSocket(`wss://${service.url}/peer/peerjs?${query.toString()}`, options);
    const [frame] = (await once(peer, 'message')) as [Buffer];
    expect(frame.toString()).toContain('"OPEN"');
    peer.terminate();
    client.terminate();
  });

  it('shows a renewed certificate to who comes next, and ends nothing for it', async () => {
    const client = await RawClient.connect(`wss://${service.url}`, { ca });
    const renewed = await authority.issue(HOSTS);
    put(renewed);
    clock.advance(LOOK_MS);
    expect(await shown()).toBe(new X509Certificate(renewed.cert).fingerprint256);
    await client.data('room:prepare', { version: PROTOCOL_VERSION, room: 'kitchen' });
    expect(client.isOpen).toBeTrue();
    client.terminate();
  });

  it('keeps what it has while the files are half renewed, and takes the pair once it is whole', async () => {
    const before = await shown();
    const renewed = await authority.issue(HOSTS);
    for (const half of ['nothing yet', renewed.key]) {
      writeFileSync(files().TLS_KEY_FILE, half);
      clock.advance(LOOK_MS);
      expect(await shown()).toBe(before);
    }
    put(renewed);
    clock.advance(LOOK_MS);
    expect(await shown()).toBe(new X509Certificate(renewed.cert).fingerprint256);
  });

  it('lets go of who does not speak TLS, and stays for the others', async () => {
    const plain = connectPlain(service.port, '127.0.0.1');
    plain.on('error', () => undefined);
    plain.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await new Promise((resolve) => plain.once('close', resolve));
    expect((await get('/healthz')).statusCode).toBe(200);
  });

  it('refuses files it cannot use in a sentence that names the variable', async () => {
    const [one, other] = [await authority.issue(HOSTS), await authority.issue(HOSTS)];
    const refused: readonly (readonly [Partial<TlsPair>, RegExp])[] = [
      [{ cert: 'nothing' }, /^TLS_CERT_FILE must name a file that holds a certificate in PEM\.$/],
      [{ key: 'nothing' }, /^TLS_KEY_FILE must name a file that holds a private key in PEM/],
      [{ key: other.key }, /^TLS_KEY_FILE must hold the key of the certificate in TLS_CERT_FILE\.$/],
    ];
    for (const [wrong, sentence] of refused) {
      put({ ...one, ...wrong });
      await expectAsync(TestService.start(files())).toBeRejectedWithError(ConfigError, sentence);
    }
    for (const name of ['TLS_CERT_FILE', 'TLS_KEY_FILE'] as const) {
      const missing = { ...files(), [name]: join(folder, 'missing.pem') };
      put(one);
      const sentence = new RegExp(`^${name} must name a file that this user can read\\.$`);
      await expectAsync(TestService.start(missing)).toBeRejectedWithError(ConfigError, sentence);
    }
  });

  it('says it as a process too, and ends with 1', async () => {
    const { code, stdout, stderr } = await new ServiceProcess({ ...files(), TLS_KEY_FILE: '/nowhere' }).ended;
    expect([code, stdout, stderr]).toEqual([
      1,
      '',
      'TLS_KEY_FILE must name a file that this user can read.\n',
    ]);
  });
});
