import { ConfigError, parseConfig } from './config.ts';
import { unknownVariable } from './unknown-variable.ts';
import { VARIABLES } from './variables.ts';

describe('unknownVariable', () => {
  const slips: readonly (readonly [string, string])[] = [
    ['ROOM_CAPCITY', 'ROOM_CAPACITY'],
    ['ROOM_SIZE', 'ROOM_CAPACITY'],
    ['room_capacity', 'ROOM_CAPACITY'],
    ['ROOMCAPACITY', 'ROOM_CAPACITY'],
    ['ALLOWED_ORIGIN', 'ALLOWED_ORIGINS'],
    ['TRUSTED_PROXY', 'TRUST_PROXY'],
    ['TURN_URL', 'TURN_URLS'],
    ['ICE_SERVER', 'ICE_SERVERS'],
    ['SESSION_SECRETS', 'SESSION_SECRET'],
    ['REDIS_URI', 'REDIS_URL'],
    ['LOGLEVEL', 'LOG_LEVEL'],
    ['TURN_TLSPORT', 'TURN_TLS_PORT'],
    ['METRIC_PORT', 'METRICS_PORT'],
    ['AWAIT_RETURN', 'AWAIT_RETURN_MS'],
    ['TLS_CERT_FILES', 'TLS_CERT_FILE'],
  ];
  for (const [name, meant] of slips) {
    it(`takes ${name} for ${meant}`, () => {
      expect(unknownVariable(['PATH', name])).toBe(
        `${name} is no variable of Parley: is ${meant} meant? docs/configuration.md lists all.`,
      );
    });
  }

  it('knows every variable of ours, and those of the rest of a deployment', () => {
    const others = ['TURN_PORT', 'TURN_TLS_PORT', 'PARLEY_HOST', 'TLS', 'HTTPS_PORT', 'EXTERNAL_IP'];
    expect(unknownVariable([...Object.keys(VARIABLES), ...others])).toBeNull();
  });

  it('leaves alone what shells, package managers and platforms set', () => {
    const usual = `PATH HOME HOSTNAME HOSTTYPE HOST_IP SHELL PWD OLDPWD USER LOGNAME LANG LC_ALL TERM TZ TMPDIR EDITOR DISPLAY
      SSH_AUTH_SOCK XDG_SESSION_ID SESSION_MANAGER ICEAUTHORITY NODE_ENV NODE_OPTIONS NODE_VERSION NODE_PATH npm_config_cache
      npm_package_name npm_lifecycle_event INIT_CWD COLOR FORCE_COLOR NO_COLOR CI DEBUG DYNO DYNO_RAM WEB_CONCURRENCY
      WEB_MEMORY HEROKU_APP_NAME HEROKU_REDIS_AMBER_URL REDIS_TLS_URL REDIS_PROVIDER REDIS_URL_1 DATABASE_URL PORT_1 PORTS
      KUBERNETES_SERVICE_HOST KUBERNETES_PORT_443_TCP_ADDR TURN_SERVICE_HOST TURN_SERVICE_PORT_UDP TURN_PORT_3478_UDP_ADDR
      PARLEY_PORT PARLEY_SERVICE_PORT METRICS_SERVICE_HOST REDIS_PORT_6379_TCP FLY_APP_NAME FLY_REGION PRIMARY_REGION RENDER
      RENDER_EXTERNAL_URL K_SERVICE K_REVISION RAILWAY_STATIC_URL STATIC_URL STATIC_ROOT LOG_FILE LOG_FORMAT SECRET_KEY
      SSL_CERT_FILE SSL_CERT_DIR SSL_KEY TLS_CERT TLS_KEY NODE_EXTRA_CA_CERTS SESSION_KEY ALLOWED_HOSTS INVOCATION_ID JOURNAL_STREAM SYSTEMD_EXEC_PID CONTAINER http_proxy no_proxy`;
    for (const name of usual.split(/\s+/))
      expect(unknownVariable([name]))
        .withContext(name)
        .toBeNull();
  });

  it('refuses to start', () => {
    expect(() => parseConfig({ ROOM_CAPACTIY: '4' })).toThrowError(ConfigError, /^ROOM_CAPACTIY is no/);
  });
});
