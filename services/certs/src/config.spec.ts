import { ConfigError, VARIABLES, parseConfig } from './config.ts';
import { retryDelayMs } from './retry.ts';

describe('parseConfig', () => {
  it('needs nothing: a certificate of this machine', () => {
    expect(parseConfig({})).toEqual(jasmine.objectContaining({ tls: 'lan', folder: '/certs', hosts: [] }));
  });

  it('reads names and addresses', () => {
    const { hosts } = parseConfig({ PARLEY_HOST: 'Meet.Example, 192.168.1.4,fd00::1,' });
    expect(hosts).toEqual(['meet.example', '192.168.1.4', 'fd00::1']);
  });

  const refused: readonly (readonly [Record<string, string>, RegExp])[] = [
    [{ TLS: 'yes' }, /^TLS must be lan, acme or files\.$/],
    [{ PARLEY_HOST: 'two words' }, /^PARLEY_HOST must/],
    [{ PARLEY_HOST: 'https://meet.example' }, /^PARLEY_HOST must/],
    [{ HTTPS_PORT: '70000' }, /^HTTPS_PORT must/],
    [{ HTTP_PORT: 'eighty' }, /^HTTP_PORT must/],
    [{ DOOR_PORT: 'eighty' }, /^DOOR_PORT must be a port number\.$/],
    [{ DOOR_PORT: '3001', TLS: 'acme', PARLEY_HOST: 'meet.example' }, /^DOOR_PORT must be left out/],
    [{ ACME_DIRECTORY: 'letsencrypt' }, /^ACME_DIRECTORY must/],
    [{ ACME_EMAIL: 'nobody' }, /^ACME_EMAIL must/],
    [{ TLS: 'acme' }, /^PARLEY_HOST must name this host/],
    [
      { TLS: 'acme', PARLEY_HOST: 'meet.example,192.0.2.1' },
      /^PARLEY_HOST must hold names alone .* asked for 192\.0\.2\.1\./,
    ],
    [{ TLS: 'acme', PARLEY_HOST: '2001:db8::1' }, /^PARLEY_HOST must hold names alone/],
    [{ TLS: 'files', TLS_CERT_FILE: '/a' }, /^TLS_CERT_FILE and TLS_KEY_FILE must/],
  ];
  for (const [env, message] of refused) {
    it(`refuses ${JSON.stringify(env)}`, () => {
      expect(() => parseConfig(env)).toThrowError(ConfigError, message);
    });
  }
});

describe('a misspelled variable', () => {
  const slips: readonly (readonly [string, string])[] = [
    ['ACME_MAIL', 'ACME_DIRECTORY, ACME_EMAIL, ACME_CA_FILE'],
    ['TLS_CERT', 'TLS_CERT_FILE, TLS_KEY_FILE'],
    ['tls_key_file', 'TLS_CERT_FILE, TLS_KEY_FILE'],
    ['CERTS_FOLDER', 'CERTS_DIR'],
    ['PARLEY_HOSTS', 'PARLEY_HOST'],
  ];
  for (const [name, kin] of slips) {
    it(`such as ${name} is refused by its name`, () => {
      const sentence = `${name} is no variable of Parley: is one of ${kin} meant? docs/configuration.md lists all.`;
      expect(() => parseConfig({ PATH: '/bin', [name]: '1' })).toThrowError(ConfigError, sentence);
    });
  }

  it('is none that this deployment, a container engine or somebody else has', () => {
    const others =
      'TLS_DIR SSL_CERT_FILE TLSV1 CERTS_PORT CERTS_SERVICE_HOST CERTS_PORT_80_TCP_ADDR PARLEY_PORT HTTP_PROXY';
    expect(() => parseConfig(Object.fromEntries(others.split(' ').map((name) => [name, '1'])))).not.toThrow();
    expect(parseConfig({ ...Object.fromEntries(Object.keys(VARIABLES).map((name) => [name, ''])) }).tls).toBe(
      'lan',
    );
  });
});

describe('retryDelayMs', () => {
  it('stays below five attempts an hour, and tries at least four times a day', () => {
    expect([0, 1, 2, 12].map(retryDelayMs)).toEqual([300_000, 600_000, 1_200_000, 21_600_000]);
  });

  it('comes later where the directory asked for it, but on the next day at the latest', () => {
    expect(retryDelayMs(0, 3_600_000)).toBe(3_600_000);
    expect(retryDelayMs(2, 60_000)).toBe(1_200_000);
    expect(retryDelayMs(0, 604_800_000)).toBe(86_400_000);
    expect(retryDelayMs(12, 60_000)).toBe(21_600_000);
  });
});
