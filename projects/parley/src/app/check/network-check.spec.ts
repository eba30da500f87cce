import { TestBed } from '@angular/core/testing';
import { type Findings, NO_FINDINGS } from './findings';
import { NEW_PEER_CONNECTION } from './ice/new-peer-connection';
import { NetworkCheck } from './network-check';
import { FakeConnection, line } from './testing/fake-connection';

const SERVERS = [
  {
    urls: ['stun:relay.example', 'turn:relay.example', 'turns:relay.example'],
    username: 'u',
    credential: 'c',
  },
];

describe('NetworkCheck', () => {
  const made: FakeConnection[] = [];

  async function run(find: (configuration: RTCConfiguration) => readonly string[]): Promise<Findings> {
    TestBed.configureTestingModule({
      providers: [
        {
          provide: NEW_PEER_CONNECTION,
          useValue: (configuration: RTCConfiguration) => {
            const connection = new FakeConnection(find(configuration));
            made.push(connection);
            return connection.api;
          },
        },
      ],
    });
    let findings = NO_FINDINGS;
    await TestBed.inject(NetworkCheck).run(
      SERVERS,
      Promise.resolve(),
      (part) => (findings = { ...findings, ...part }),
    );
    return findings;
  }

  it('tries every transport alone, and counts ways by kind', async () => {
    const asked: string[] = [];
    const findings = await run(({ iceServers = [], iceTransportPolicy }) => {
      const urls = iceServers.flatMap((server) => server.urls).join(' ');
      asked.push(`${iceTransportPolicy ?? 'all'} ${urls}`);
      if (iceTransportPolicy === 'relay')
        return urls.startsWith('turns:') ? [] : [line('relay', '192.0.2.9')];
      return [line('host', '192.168.1.7'), line('host', '192.168.1.8'), line('srflx', '203.0.113.5')];
    });
    expect(asked).toContain('relay turn:relay.example');
    expect(asked).toContain('relay turns:relay.example');
    expect(findings.relays).toEqual({ udp: 'reached', tcp: 'not-offered', tls: 'failed' });
    expect(findings.candidates).toEqual({ host: 2, srflx: 1 });
    expect(findings.direct).toBeFalse();
    expect(findings.path).toEqual({ kind: 'failed' });
    expect(made.every(({ closed }) => closed))
      .withContext('nothing is left open')
      .toBeTrue();
  });

  it('finds nothing, and does not break, where the browser makes no connections', async () => {
    const findings = await run(() => {
      throw new DOMException('', 'NotSupportedError');
    });
    expect(findings.relays).toEqual({ udp: 'failed', tcp: 'not-offered', tls: 'failed' });
    expect(findings.candidates).toBeNull();
    expect(findings.direct).toBeFalse();
  });
});
