/**
 * Variables that no schema in TypeScript describes: of the relay (services/turn/entrypoint.sh) and of docker-compose.yml
 * itself. scripts/configuration.mjs checks names and defaults against those files.
 */
export const RELAY = {
  TURN_SECRET: {
    must: 'as for the service',
    means: 'shared with the service, which makes credentials with it',
  },
  TURN_SECRET_FILE: {
    must: 'name a file that can be read',
    means: 'file that holds it, instead of the variable',
  },
  TURN_PORT: { fallback: '3478', must: 'be a port number', means: 'STUN and TURN, over UDP and TCP' },
  TURN_TLS_PORT: { fallback: '5349', must: 'be a port number', means: 'TURN over TLS' },
  TURN_MIN_PORT: {
    fallback: '49152',
    must: 'be a port number',
    means: 'first port for relayed packets; each allocation takes one, and eight people may need 168',
  },
  TURN_MAX_PORT: {
    fallback: '65535',
    must: 'be a port number above `TURN_MIN_PORT`',
    means: 'last port for them',
  },
  EXTERNAL_IP: {
    must: 'be an IPv4 address',
    means: 'the public address, where the machine itself has a private one (most clouds)',
  },
  TURN_RELAY_IP: {
    unset: 'the one towards the internet',
    must: 'be an IPv4 address of this machine',
    means: 'address to relay from, where it has several',
  },
  TURN_LISTEN_IP: {
    unset: 'all',
    must: 'be addresses of this machine, comma-separated',
    means: 'where to listen',
  },
  TURN_REALM: { fallback: 'parley', must: 'be a name', means: 'the realm that credentials are for' },
  TURN_CERTIFICATES: {
    fallback: '/certs',
    must: 'name a folder',
    means: 'where `fullchain.pem` and `privkey.pem` are; without them there is no TLS',
  },
  TURN_RUN: { fallback: '/run/turn', must: 'name a folder', means: 'where it writes while it runs' },
  TURN_CONFIG: { unset: 'its own', must: 'name a file', means: 'the rules of the relay' },
  TURN_WATCH_SECONDS: {
    fallback: '5',
    must: 'be seconds',
    means: 'how often it looks for a new certificate or address',
  },
};

export const COMPOSE = {
  TLS_DIR: {
    unset: 'a volume',
    must: 'name a folder',
    means: 'your certificate, where `TLS` is `files`; the containers see it as `/tls`',
  },
  TURN_NAME: {
    must: 'be a host name',
    means: 'name of the relay, to share port 443: [nginx](../nginx/README.md)',
  },
  DOCTOR_URL: {
    unset: 'this deployment',
    must: 'be an address',
    means: 'what `docker compose run --rm doctor` looks at',
  },
};
