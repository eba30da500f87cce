import type { OutgoingHttpHeaders } from 'node:http';
import type { Finding } from './finding.ts';
import { Authority } from './testing/authority.ts';
import { examined, troubles } from './testing/examined.ts';
import { Front } from './testing/front.ts';
import type { Habits } from './testing/front.ts';
import { startService } from './testing/service.ts';
import type { RunningService } from './testing/service.ts';

/** Nothing but that no relay is configured here; with one it is looked at in relay.turn.spec.ts. */
const NO_RELAY = /^warn (?:STUN|TURN) \| /;

describe('the doctor', () => {
  let service: RunningService;
  let authority: Authority;
  const closes: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    [service, authority] = await Promise.all([startService(), Authority.make('Spec Root')]);
  });
  afterEach(async () => {
    for (const close of closes.splice(0)) await close();
  });
  afterAll(() => service.close());

  async function open(habits: Habits, upstream = service.port): Promise<Front> {
    const front = await Front.open(upstream, habits);
    closes.push(() => front.close());
    return front;
  }

  /** A front for https with `habits`, and one that leads to it from http. */
  async function look(habits: Habits = {}, options: { now?: () => number; upstream?: number } = {}) {
    const credentials = habits.credentials ?? (await authority.issue({ names: ['localhost'] }));
    const headers = habits.headers ?? withTransport;
    const front = await open({ ...habits, headers, credentials }, options.upstream);
    const plain = await open({
      answers: { '/tea-time': { status: 301, headers: { location: `${front.url.origin}/tea-time` } } },
    });
    const findings = await examined(front.url, {
      authorities: [authority.pem],
      httpPort: plain.port,
      patienceMs: 4_000,
      ...(options.now === undefined ? {} : { now: options.now }),
    });
    return { findings, troubles: troubles(findings).filter((line) => !NO_RELAY.test(line)) };
  }

  const withTransport = (headers: OutgoingHttpHeaders): OutgoingHttpHeaders => ({
    ...headers,
    'strict-transport-security': 'max-age=31536000',
  });
  const named = (findings: readonly Finding[], name: string) =>
    findings.find((finding) => finding.name === name);

  it('finds nothing where nothing is wrong, and says what it saw', async () => {
    const { findings, troubles: wrong } = await look();
    expect(wrong).toEqual([]);
    expect(findings.length).toBeGreaterThan(14);
    expect(named(findings, 'Certificate names')?.saw).toBe('Made for localhost.');
    expect(named(findings, 'PeerServer')?.saw).toBe('Opens with the token of a visitor.');
    expect(named(findings, 'Strict-Transport-Security')?.saw).toBe('For 365 days.');
    expect(named(findings, 'From http to https')?.verdict).toBe('ok');
  });

  it('sees a certificate that has expired', async () => {
    const credentials = await authority.issue({ names: ['localhost'], from: -90, until: -2 });
    const { troubles: wrong } = await look({ credentials });
    expect(wrong[0]).toContain('fail Certificate dates | docker compose restart certs web');
  });

  it('warns of one that nobody seems to renew', async () => {
    const credentials = await authority.issue({ names: ['localhost'], until: 9.5 });
    const { findings } = await look({ credentials });
    expect(named(findings, 'Certificate dates')).toEqual(
      jasmine.objectContaining({ verdict: 'warn', saw: jasmine.stringContaining('9 days left') }),
    );
  });

  it('sees a certificate for another name', async () => {
    const credentials = await authority.issue({ names: ['meet.example', '192.0.2.7'] });
    const { findings, troubles: wrong } = await look({ credentials });
    expect(wrong).toEqual(['fail Certificate names | Get a certificate whose names include localhost']);
    expect(named(findings, 'Certificate names')?.saw).toContain('Made for meet.example, 192.0.2.7');
  });

  it('sees a chain that lacks its middle, and is content with a whole one', async () => {
    const deputy = await authority.deputy('Spec Deputy');
    const lacking = await look({ credentials: await deputy.issue({ names: ['localhost'] }) });
    expect(lacking.troubles).toEqual([
      'fail Certificate chain | nginx: ssl_certificate must name the full chain: fullchain.pem, not cert.pem',
    ]);
    const whole = await look({ credentials: await deputy.issue({ names: ['localhost'] }, [deputy]) });
    expect(whole.troubles).toEqual([]);
    expect(named(whole.findings, 'Certificate chain')?.saw).toContain('issued by CN=Spec Deputy');
  });

  it('knows the authority of a Parley without internet, and does not ask it for HSTS', async () => {
    const own = await Authority.make('Parley LAN authority');
    const credentials = await own.issue({ names: ['localhost'] });
    const { troubles: wrong } = await look({ credentials, headers: (headers) => headers });
    expect(wrong.length).toBe(1);
    expect(wrong[0]).toMatch(
      /^warn Certificate chain \| Open http:\/\/localhost:\d+\/trust on each device {3}\(no such/,
    );
  });

  it('sees a certificate of nobody', async () => {
    const nobody = await Authority.make('Someone Else');
    const { troubles: wrong } = await look({
      credentials: await nobody.issue({ names: ['localhost'] }, [nobody]),
    });
    expect(wrong.length).toBe(1);
    expect(wrong[0]).toMatch(/^fail Certificate chain \| Use a certificate of a public authority/);
  });

  it('sees a proxy that refuses WebSockets, once for each path', async () => {
    const { troubles: wrong } = await look({ forgetsUpgrade: '/' });
    expect(wrong[0]).toBe(
      'fail WebSocket through the proxy | nginx: location /socket.io/ { proxy_pass http://signaling:3000; ' +
        'proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection "upgrade"; }',
    );
    expect(wrong[1]).toMatch(/^fail Signaling/);
  });

  it('sees a proxy that forgot PeerServer', async () => {
    const { troubles: wrong } = await look({ forgetsUpgrade: '/peer/' });
    expect(wrong.length).toBe(1);
    expect(wrong[0]).toMatch(/^fail PeerServer \| nginx: location \/peer\/ \{ .*proxy_set_header Upgrade/);
  });

  it('sees that nobody is behind the proxy', async () => {
    const { troubles: wrong } = await look({}, { upstream: 1 });
    expect(wrong).toContain('fail WebSocket through the proxy | docker compose up -d signaling');
    expect(wrong).toContain('fail App: first page | docker compose up -d');
  });

  it('sees that the policy of the page is missing', async () => {
    const { troubles: wrong } = await look({
      headers: ({ 'content-security-policy': _, ...rest }) => withTransport(rest),
    });
    expect(wrong).toEqual([
      'fail Content-Security-Policy | nginx, in "location /": proxy_pass_header Content-Security-Policy;   ' +
        '(and no proxy_hide_header Content-Security-Policy)',
    ]);
  });

  it('sees that the page may not use the camera', async () => {
    const { troubles: wrong } = await look({
      headers: (headers) => withTransport({ ...headers, 'permissions-policy': 'camera=(), microphone=()' }),
    });
    expect(wrong).toEqual([
      'fail Permissions-Policy | nginx: add_header Permissions-Policy "camera=(self), microphone=(self)" always;',
    ]);
  });

  it('sees that browsers are not told to stay with https', async () => {
    const { troubles: wrong } = await look({ headers: (headers) => headers });
    expect(wrong).toEqual([
      'warn Strict-Transport-Security | nginx, in "server": add_header Strict-Transport-Security "max-age=31536000" always;',
    ]);
  });

  it('sees an app whose updates nobody would get', async () => {
    const { troubles: wrong } = await look({
      headers: (headers, path) =>
        withTransport(path === '/ngsw.json' ? { ...headers, 'cache-control': 'max-age=86400' } : headers),
    });
    expect(wrong).toEqual([
      'fail App: updates | nginx: location = /ngsw.json { add_header Cache-Control "no-cache"; }',
    ]);
  });

  it('sees something that is not Parley', async () => {
    const { troubles: wrong } = await look({ answers: { '/': { status: 200, body: 'Welcome to nginx' } } });
    expect(wrong[0]).toMatch(/^fail App: first page \| nginx: location = \//);
  });

  it('sees clocks that differ', async () => {
    const { troubles: wrong } = await look({}, { now: () => Date.now() - 600_000 });
    expect(wrong.length).toBe(1);
    expect(wrong[0]).toMatch(/^fail Clock \| timedatectl set-ntp true/);
  });

  it('sees a service that is stopping', async () => {
    const { troubles: wrong } = await look({ answers: { '/readyz': { status: 503 } } });
    expect(wrong).toEqual(['fail Ready | docker compose up -d signaling']);
  });

  it('sees http that leads nowhere, or loses the room on the way', async () => {
    const front = await open({ credentials: await authority.issue({ names: ['localhost'] }) });
    const redirection = async (habits: Habits) => {
      const plain = await open(habits);
      const findings = await examined(front.url, { authorities: [authority.pem], httpPort: plain.port });
      return named(findings, 'From http to https');
    };
    const step =
      'nginx, in the "server" with "listen 80": location / { return 301 https://$host$request_uri; }';
    expect(await redirection({})).toEqual(jasmine.objectContaining({ verdict: 'fail', fix: step }));
    const location = `${front.url.origin}/`;
    const lost = await redirection({ answers: { '/tea-time': { status: 301, headers: { location } } } });
    expect(lost).toEqual(jasmine.objectContaining({ verdict: 'fail', fix: step }));
    expect(lost?.saw).toContain('the room is lost');
  });

  it('sees a name that leads nowhere, and a port that nobody listens at', async () => {
    const nowhere = await examined(new URL('https://nowhere.invalid'));
    expect(troubles(nowhere)[0]).toBe(
      'fail Name and addresses | At the company that manages the name: ' +
        'nowhere.invalid. 300 IN A <the address of your server>',
    );
    const silent = await examined(new URL('https://127.0.0.1:1'));
    expect(troubles(silent)[0]).toMatch(/^fail Name and addresses \| ufw allow 1\/tcp/);
  });

  it('says that plain http is for this machine only', async () => {
    const front = await open({});
    expect(troubles(await examined(front.url))[0]).toBe('warn Certificate | docker compose up -d');
  });

  it('warns where no relay is offered', async () => {
    const { findings } = await look();
    expect(named(findings, 'TURN')?.verdict).toBe('warn');
    expect(named(findings, 'TURN')?.fix).toContain(
      'TURN_URLS=turn:{host}:3478,turn:{host}:3478?transport=tcp,turns:{host}:5349',
    );
  });
});
