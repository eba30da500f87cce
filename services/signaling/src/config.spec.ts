import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, parseConfig } from './config.ts';

describe('parseConfig', () => {
  const folders: string[] = [];
  const newFolder = (): string => {
    const folder = mkdtempSync(join(tmpdir(), 'parley-config-'));
    folders.push(folder);
    return folder;
  };
  afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

  it('needs nothing, and names no server of anybody else', () => {
    expect(parseConfig({})).toEqual({
      port: 3000,
      host: null,
      roomCapacity: 8,
      staticDir: null,
      certFile: null,
      keyFile: null,
      allowedOrigins: null,
      frameAncestors: [],
      trustProxy: 0,
      logLevel: 'info',
      sessionSecret: null,
      iceServers: [],
      turnUrls: [],
      turnSecret: null,
      socketsPerAddress: 2_000,
      visitsPerAddress: 600,
      redisUrl: null,
      metricsPort: null,
      metricsHost: '127.0.0.1',
      awaitReturnMs: 24_000,
    });
  });

  it('takes an empty variable for an unset one', () => {
    expect(parseConfig({ PORT: '', ALLOWED_ORIGINS: '', ICE_SERVERS: '' })).toEqual(parseConfig({}));
  });

  it('reads every variable', () => {
    const folder = newFolder();
    for (const page of ['index.html', 'room.html']) writeFileSync(join(folder, page), '');
    const config = parseConfig({
      PORT: '0',
      HOST: '::1',
      ROOM_CAPACITY: '12',
      STATIC_DIR: folder,
      TLS_CERT_FILE: '/tls/fullchain.pem',
      TLS_KEY_FILE: '/tls/privkey.pem',
      ALLOWED_ORIGINS: 'https://meet.example, http://localhost:4200',
      FRAME_ANCESTORS: 'https://school.example,http://localhost:8080',
      TRUST_PROXY: '1',
      LOG_LEVEL: 'debug',
      SESSION_SECRET: 'sixteen letters.',
      ICE_SERVERS: '[{"urls":["stun:stun.example:3478"]}]',
      TURN_URLS: 'stun:{host}:3478, turns:relay.example:5349?transport=tcp',
      TURN_SECRET: 'another sixteen letters',
      SOCKETS_PER_ADDRESS: '40',
      VISITS_PER_ADDRESS: '20',
      REDIS_URL: 'redis://redis:6379',
      METRICS_PORT: '9464',
      METRICS_HOST: '0.0.0.0',
      AWAIT_RETURN_MS: '50',
    });
    expect(config).toEqual({
      port: 0,
      host: '::1',
      roomCapacity: 12,
      staticDir: folder,
      certFile: '/tls/fullchain.pem',
      keyFile: '/tls/privkey.pem',
      allowedOrigins: ['https://meet.example', 'http://localhost:4200'],
      frameAncestors: ['https://school.example', 'http://localhost:8080'],
      trustProxy: 1,
      logLevel: 'debug',
      sessionSecret: 'sixteen letters.',
      iceServers: [{ urls: ['stun:stun.example:3478'] }],
      turnUrls: ['stun:{host}:3478', 'turns:relay.example:5349?transport=tcp'],
      turnSecret: 'another sixteen letters',
      socketsPerAddress: 40,
      visitsPerAddress: 20,
      redisUrl: 'redis://redis:6379',
      metricsPort: 9464,
      metricsHost: '0.0.0.0',
      awaitReturnMs: 50,
    });
  });

  it('needs a secret that all nodes share where there are several', () => {
    expect(() => parseConfig({ REDIS_URL: 'redis://redis:6379' })).toThrowError(
      ConfigError,
      'SESSION_SECRET must be set, and be the same for all nodes, where REDIS_URL is set.',
    );
  });

  const refused: readonly (readonly [string, string])[] = [
    ['PORT', 'http'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '3000 '],
    ['HOST', 'two words'],
    ['ROOM_CAPACITY', '1'],
    ['ROOM_CAPACITY', '51'],
    ['ROOM_CAPACITY', '8.5'],
    ['STATIC_DIR', '/nowhere/at/all'],
    ['ALLOWED_ORIGINS', '*'],
    ['ALLOWED_ORIGINS', 'meet.example'],
    ['ALLOWED_ORIGINS', 'https://meet.example/path'],
    ['FRAME_ANCESTORS', '*'],
    ['FRAME_ANCESTORS', "'self'"],
    ['FRAME_ANCESTORS', 'https://school.example; script-src *'],
    ['TRUST_PROXY', 'true'],
    ['LOG_LEVEL', 'loud'],
    ['REDIS_URL', 'redis:6379'],
    ['REDIS_URL', 'http://redis:6379'],
    ['SESSION_SECRET', 'short'],
    ['SESSION_SECRET', 'changeme-changeme'],
    ['SESSION_SECRET_FILE', '/nowhere/at/all'],
    ['TURN_SECRET', 'aaaaaaaaaaaaaaaaaaaaaaaa'],
    ['TURN_SECRET_FILE', '/nowhere/at/all'],
    ['TURN_URLS', 'http://relay.example'],
    ['TURN_URLS', 'turn:relay.example:port'],
    ['ICE_SERVERS', 'stun:stun.example'],
    ['ICE_SERVERS', '{"urls":[]}'],
    ['METRICS_PORT', '3000'],
    ['METRICS_PORT', 'yes'],
    ['METRICS_HOST', 'two words'],
    ['AWAIT_RETURN_MS', '30s'],
  ];
  for (const [name, value] of refused) {
    it(`refuses ${name}=${value} in one sentence that names it`, () => {
      expect(() => parseConfig({ [name]: value })).toThrowMatching(
        (error) => error instanceof ConfigError && new RegExp(`^${name} must .+\\.$`).test(error.message),
      );
    });
  }

  it('needs a certificate and its key, or neither', () => {
    expect(() => parseConfig({ TLS_CERT_FILE: 'a.pem' })).toThrowError(
      ConfigError,
      /^TLS_KEY_FILE must be set/,
    );
    expect(() => parseConfig({ TLS_KEY_FILE: 'a.pem' })).toThrowError(
      ConfigError,
      /^TLS_CERT_FILE must be set/,
    );
  });

  it('reads a secret from a file, without the line break at its end', () => {
    const file = join(newFolder(), 'secret');
    writeFileSync(file, 'kJ8s-0Zq1vT_x4Lm9Rb2\n');
    const { sessionSecret, turnSecret } = parseConfig({ SESSION_SECRET_FILE: file, TURN_SECRET_FILE: file });
    expect([sessionSecret, turnSecret]).toEqual(['kJ8s-0Zq1vT_x4Lm9Rb2', 'kJ8s-0Zq1vT_x4Lm9Rb2']);
  });

  it('never repeats a secret', () => {
    expect(() => parseConfig({ SESSION_SECRET: 'hunter2' })).not.toThrowError(/hunter2/);
  });
});
