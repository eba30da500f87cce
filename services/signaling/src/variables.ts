import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { IceServerSchema, LIMITS } from '@parley/protocol';
import * as v from 'valibot';
import { SECRET_MUST, SecretSchema, secretInFile } from './secret.ts';

function wholeNumber(min: number, max: number) {
  return {
    schema: v.pipe(v.string(), v.regex(/^\d{1,9}$/), v.transform(Number), v.minValue(min), v.maxValue(max)),
    must: `be a whole number from ${min} to ${max}`,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isOrigin(text: string): boolean {
  return /^https?:\/\//.test(text) && URL.canParse(text) && new URL(text).origin === text;
}

function listOf<S extends v.GenericSchema<string>>(item: S) {
  return v.pipe(
    v.string(),
    v.transform((list) => list.split(',').map((text) => text.trim())),
    v.array(item),
  );
}

const origins = {
  schema: listOf(v.pipe(v.string(), v.check(isOrigin))),
  must: 'be a comma-separated list of origins such as https://meet.example',
};

const TURN_URL =
  /^(?:stun|turns?):(?:\{host\}|[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?(?:\?transport=(?:udp|tcp))?$/i;

const port = { ...wholeNumber(0, 65_535), must: 'be a port number from 0 to 65535' };
const address = {
  schema: v.pipe(v.string(), v.regex(/^[\w.:%-]+$/)),
  must: 'be a host name or an IP address to listen on',
};

const file = { schema: v.string(), must: 'name a file', fallback: null, composed: false };

const secret = { schema: SecretSchema, must: SECRET_MUST };
const secretFile = {
  schema: v.pipe(
    v.string(),
    v.transform((path) => secretInFile(path)),
    SecretSchema,
  ),
  must: `name a file whose content must ${SECRET_MUST}`,
};

const LogLevelSchema = v.picklist(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']);
export type LogLevel = v.InferOutput<typeof LogLevelSchema>;

/**
 * Every variable of the service: what it may be and the sentence that says so, what it is where it is unset (`unset` says
 * so where `null` would not), and what it is for. What is not `composed` is nothing that `.env` could say to the service,
 * even where another container reads the same name. docs/configuration.md is written from this.
 */
export const VARIABLES = {
  PORT: { ...port, fallback: 3000, means: 'port to listen on' },
  HOST: { ...address, fallback: null, unset: 'all addresses', means: 'address to listen on' },
  ROOM_CAPACITY: {
    ...wholeNumber(2, 50),
    fallback: LIMITS.roomCapacity,
    means: 'participants in one room',
  },
  AWAIT_RETURN_MS: {
    ...wholeNumber(0, 600_000),
    fallback: LIMITS.awaitReturnMs,
    means: 'milliseconds for which somebody whose connection broke keeps their place',
  },
  ICE_SERVERS: {
    schema: v.pipe(v.string(), v.transform(parseJson), v.array(IceServerSchema)),
    must: 'be a JSON list such as [{"urls":["stun:stun.example:3478"]}]',
    fallback: null,
    means: 'STUN and TURN servers of somebody else, in the shape of `RTCIceServer[]`',
  },
  TURN_URLS: {
    schema: listOf(v.pipe(v.string(), v.regex(TURN_URL))),
    must: 'be a comma-separated list such as stun:{host}:3478,turn:{host}:3478?transport=udp',
    fallback: null,
    means: 'your own relay (composed: the one beside it); `{host}` stands for the host name the browser used',
  },
  TURN_SECRET: {
    ...secret,
    fallback: null,
    means: 'the relay’s `static-auth-secret`: credentials are made with it and last ten minutes',
  },
  TURN_SECRET_FILE: { ...secretFile, fallback: null, means: 'file that holds it, instead of the variable' },
  STATIC_DIR: {
    schema: v.pipe(
      v.string(),
      v.transform((path) => resolve(path)),
      v.check((path) => ['index.html', 'room.html'].every((page) => existsSync(join(path, page)))),
    ),
    must: 'be a folder that holds the built app (index.html and room.html)',
    fallback: null,
    unset: 'none; `npm start` sets it',
    means: 'folder of the built app to serve',
  },
  TLS_CERT_FILE: {
    ...file,
    unset: 'plain http; `npm start -- --lan` sets it',
    means: 'certificate and its chain in PEM, to serve https without a proxy: [TLS](tls.md)',
  },
  TLS_KEY_FILE: { ...file, means: 'its key' },
  ALLOWED_ORIGINS: {
    ...origins,
    fallback: null,
    unset: 'the service’s own',
    means: 'further origins whose pages may connect to this service',
  },
  FRAME_ANCESTORS: {
    ...origins,
    fallback: null,
    means: 'origins whose pages may show Parley in a frame: [embedding](embedding.md)',
  },
  TRUST_PROXY: {
    ...wholeNumber(0, 10),
    fallback: 0,
    means: 'reverse proxies in front; without it all visitors behind one count as one address',
  },
  SOCKETS_PER_ADDRESS: {
    ...wholeNumber(1, 1_000_000),
    fallback: 2_000,
    means: 'WebSockets open at once from one address (IPv6: /64); a visitor has two',
  },
  VISITS_PER_ADDRESS: {
    ...wholeNumber(1, 1_000_000),
    fallback: 600,
    means: 'visits a minute from one address; wide enough for a school behind one',
  },
  SESSION_SECRET: {
    ...secret,
    fallback: null,
    unset: 'random at each start',
    means:
      'key that signs peer tokens, which last a minute; needed only with `REDIS_URL`, the same for all nodes',
  },
  SESSION_SECRET_FILE: {
    ...secretFile,
    fallback: null,
    means: 'file that holds it, instead of the variable',
  },
  REDIS_URL: {
    schema: v.pipe(
      v.string(),
      v.check((url) => /^rediss?:\/\//.test(url) && URL.canParse(url)),
    ),
    must: 'be the address of a Redis such as redis://redis:6379',
    fallback: null,
    means: 'what several nodes of one deployment share',
  },
  METRICS_PORT: {
    ...port,
    fallback: null,
    unset: 'no metrics',
    means: 'port that answers `/metrics` for Prometheus: [operating](operating.md#metrics)',
  },
  METRICS_HOST: { ...address, fallback: '127.0.0.1', means: 'address to answer `/metrics` on' },
  LOG_LEVEL: {
    schema: LogLevelSchema,
    must: `be one of ${LogLevelSchema.options.join(', ')}`,
    fallback: 'info',
    unset: '`info`; `warn` under `npm start`',
    means: 'how much is logged; never names, messages or addresses',
  },
} as const;
export type VariableName = keyof typeof VARIABLES;
