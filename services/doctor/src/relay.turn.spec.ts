import type { IceServer } from '@parley/protocol';
import type { Finding } from './finding.ts';
import { Authority } from './testing/authority.ts';
import { examined, troubles } from './testing/examined.ts';
import { PASSWORD, USER, startRelay } from './testing/relay.ts';
import type { Relay } from './testing/relay.ts';
import { startService } from './testing/service.ts';

/** With a real coturn, so it runs where that is installed: `npm run test:turn`. */
describe('the doctor at a relay', () => {
  let authority: Authority;
  const closes: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    authority = await Authority.make('Spec Root');
  });
  afterEach(async () => {
    for (const close of closes.splice(0).reverse()) await close();
  });

  async function relay(lines?: readonly string[], by = authority, names = ['localhost']): Promise<Relay> {
    const started = await startRelay(await by.issue({ names }), lines);
    closes.push(() => started.close());
    return started;
  }

  function offer({ port, tlsPort }: Relay, credential = PASSWORD, username = USER): IceServer {
    const plain = `turn:localhost:${String(port)}`;
    return {
      urls: [plain, `${plain}?transport=tcp`, `turns:localhost:${String(tlsPort)}`],
      username,
      credential,
    };
  }

  /** What the doctor finds of STUN, TURN and their credentials with `servers`. */
  async function look(...servers: IceServer[]): Promise<Finding[]> {
    const service = await startService({ ICE_SERVERS: JSON.stringify(servers) });
    closes.push(() => service.close());
    const url = new URL(`http://127.0.0.1:${String(service.port)}`);
    const findings = await examined(url, { authorities: [authority.pem], patienceMs: 3_000 });
    return findings.filter(({ name }) => /STUN|TURN|Relay/.test(name));
  }

  const summary = (findings: readonly Finding[]) =>
    findings.map(({ verdict, name }) => `${verdict} ${name.replaceAll(/\d{4,5}/g, 'n')}`);

  it('allocates over every transport and finds the relay safe', async () => {
    const findings = await look(offer(await relay()));
    expect(summary(findings)).toEqual([
      'ok STUN at localhost:n',
      'ok TURN over UDP at localhost:n',
      'ok TURN over TCP at localhost:n',
      'ok TURN over TLS at localhost:n',
      'ok TURN for strangers',
      'ok TURN to the inside',
      'ok TURN to the inside',
    ]);
    expect(findings.map(({ saw }) => saw).join('\n')).toContain('Refuses 169.254.169.254.');
  });

  it('sees that service and relay do not share the secret', async () => {
    const found = troubles(await look(offer(await relay(), 'another-one')));
    expect(found.length).toBe(3);
    for (const line of found) {
      expect(line).toMatch(
        /^fail TURN over .* \| TURN_SECRET=<the same text as static-auth-secret in turnserver.conf>$/,
      );
    }
  });

  it('sees credentials that ended before they were given out', async () => {
    const ended = String(Math.floor(Date.now() / 1000) - 300);
    const findings = await look(offer(await relay(), PASSWORD, `${ended}:somebody`));
    const late = findings.find(({ name }) => name === 'Relay credentials in time');
    expect(late).toEqual(
      jasmine.objectContaining({ verdict: 'fail', saw: jasmine.stringContaining('5 min ago') }),
    );
    expect(late?.fix).toContain('timedatectl set-ntp true');
  });

  it('sees a relay that takes everybody', async () => {
    const found = troubles(await look(offer(await relay(['no-auth']))));
    expect(found[0]).toBe(
      'fail TURN for strangers | turnserver.conf: use-auth-secret   (and no line no-auth)',
    );
  });

  it('sees a relay that carries to where nobody should get', async () => {
    const lines = ['lt-cred-mech', `user=${USER}:${PASSWORD}`, 'allow-loopback-peers'];
    expect(troubles(await look(offer(await relay(lines))))).toEqual([
      'fail TURN to the inside | turnserver.conf: denied-peer-ip=127.0.0.0-127.255.255.255',
      'fail TURN to the inside | turnserver.conf: denied-peer-ip=169.254.0.0-169.254.255.255',
    ]);
  });

  it('sees a certificate that no browser takes, and one that is meant to be trusted by hand', async () => {
    const other = await relay(undefined, authority, ['elsewhere.example']);
    const [wrongName] = troubles(await look(offer(other)));
    expect(wrongName).toMatch(/^fail TURN over TLS .* \| turnserver.conf: cert=<full chain for localhost>/);
    const own = await relay(undefined, await Authority.make('Parley LAN authority'));
    expect(troubles(await look(offer(own)))).toEqual([
      jasmine.stringMatching(
        `^warn TURN over TLS at localhost:${String(own.tlsPort)} \\| Open http://127\\.0\\.0\\.1/trust on each device`,
      ),
    ]);
  });
});
