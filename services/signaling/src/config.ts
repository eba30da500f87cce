import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { IceServerSchema, LIMITS } from '@parley/protocol';
import * as v from 'valibot';
import { SECRET_MUST, SecretSchema, secretInFile } from './secret.ts';

/** A variable of the environment has a value the service cannot run with; `message` is one sentence for people. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

function wholeNumber(min: number, max: number) {
  return v.pipe(v.string(), v.regex(/^\d{1,9}$/), v.transform(Number), v.minValue(min), v.maxValue(max));
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

const OriginsSchema = v.pipe(
  v.string(),
  v.transform((list) => list.split(',').map((origin) => origin.trim())),
  v.array(v.pipe(v.string(), v.check(isOrigin))),
);

const TurnUrlsSchema = v.pipe(
  v.string(),
  v.transform((list) => list.split(',').map((url) => url.trim())),
  v.array(
    v.pipe(
      v.string(),
      v.regex(
        /^(?:stun|turns?):(?:\{host\}|[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?(?:\?transport=(?:udp|tcp))?$/i,
      ),
    ),
  ),
);

const SecretFileSchema = v.pipe(
  v.string(),
  v.transform((path) => secretInFile(path)),
  SecretSchema,
);
const secretFile = { schema: SecretFileSchema, must: `name a file whose content must ${SECRET_MUST}` };

const AddressSchema = v.pipe(v.string(), v.regex(/^[\w.:%-]+$/));

const LogLevelSchema = v.picklist(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']);
export type LogLevel = v.InferOutput<typeof LogLevelSchema>;

/** What each variable may be, and the sentence that says so. */
const VARIABLES = {
  PORT: { schema: wholeNumber(0, 65_535), must: 'be a port number from 0 to 65535' },
  HOST: { schema: AddressSchema, must: 'be a host name or an IP address to listen on' },
  ROOM_CAPACITY: { schema: wholeNumber(2, 50), must: 'be a whole number from 2 to 50' },
  STATIC_DIR: {
    schema: v.pipe(
      v.string(),
      v.transform((path) => resolve(path)),
      v.check((path) => ['index.html', 'room.html'].every((page) => existsSync(join(path, page)))),
    ),
    must: 'be a folder that holds the built app (index.html and room.html)',
  },
  ALLOWED_ORIGINS: {
    schema: OriginsSchema,
    must: 'be a comma-separated list of origins such as https://meet.example',
  },
  TRUST_PROXY: { schema: wholeNumber(0, 10), must: 'be the number of proxies in front, from 0 to 10' },
  LOG_LEVEL: { schema: LogLevelSchema, must: `be one of ${LogLevelSchema.options.join(', ')}` },
  SESSION_SECRET: { schema: SecretSchema, must: SECRET_MUST },
  SESSION_SECRET_FILE: secretFile,
  TURN_URLS: {
    schema: TurnUrlsSchema,
    must: 'be a comma-separated list such as stun:{host}:3478,turn:{host}:3478?transport=udp',
  },
  TURN_SECRET: { schema: SecretSchema, must: SECRET_MUST },
  TURN_SECRET_FILE: secretFile,
  ICE_SERVERS: {
    schema: v.pipe(v.string(), v.transform(parseJson), v.array(IceServerSchema)),
    must: 'be a JSON list such as [{"urls":["stun:stun.example:3478"]}]',
  },
  SOCKETS_PER_ADDRESS: { schema: wholeNumber(1, 1_000_000), must: 'be a whole number from 1 to 1000000' },
  VISITS_PER_ADDRESS: { schema: wholeNumber(1, 1_000_000), must: 'be a whole number from 1 to 1000000' },
  REDIS_URL: {
    schema: v.pipe(
      v.string(),
      v.check((url) => /^rediss?:\/\//.test(url) && URL.canParse(url)),
    ),
    must: 'be the address of a Redis such as redis://redis:6379',
  },
  METRICS_PORT: { schema: wholeNumber(0, 65_535), must: 'be a port number from 0 to 65535' },
  METRICS_HOST: { schema: AddressSchema, must: 'be a host name or an IP address to listen on' },
  AWAIT_RETURN_MS: { schema: wholeNumber(0, 600_000), must: 'be milliseconds from 0 to 600000' },
} as const;
type VariableName = keyof typeof VARIABLES;
export type Environment = Readonly<Record<string, string | undefined>>;

/** The parsed value of `name`, or `fallback` where it is unset or empty. */
function read<S extends v.GenericSchema<string, unknown>, F>(
  env: Environment,
  name: VariableName,
  variable: { readonly schema: S; readonly must: string },
  fallback: F,
): v.InferOutput<S> | F {
  const text = env[name];
  if (text === undefined || text === '') return fallback;
  const parsed = v.safeParse(variable.schema, text);
  if (!parsed.success) throw new ConfigError(`${name} must ${variable.must}.`);
  return parsed.output;
}

/** The secret in the variable `name`, or in the file that `<name>_FILE` names. */
function readSecret(env: Environment, name: 'SESSION_SECRET' | 'TURN_SECRET'): string | null {
  const file: VariableName = `${name}_FILE`;
  return read(env, name, VARIABLES[name], null) ?? read(env, file, VARIABLES[file], null);
}

interface Together {
  readonly port: number;
  readonly metricsPort: number | null;
  readonly redisUrl: string | null;
  readonly sessionSecret: string | null;
}

/** @throws ConfigError where two variables do not go together. */
function checkTogether<C extends Together>(config: C): C {
  if (config.metricsPort !== null && config.metricsPort !== 0 && config.metricsPort === config.port)
    throw new ConfigError('METRICS_PORT must be another port than PORT.');
  if (config.redisUrl !== null && config.sessionSecret === null)
    throw new ConfigError(
      'SESSION_SECRET must be set, and be the same for all nodes, where REDIS_URL is set.',
    );
  return config;
}

/** Everything the environment decides. An empty variable counts as unset. */
export function parseConfig(env: Environment) {
  return checkTogether({
    port: read(env, 'PORT', VARIABLES.PORT, 3000),
    /** `null`: every address of the machine, IPv6 and IPv4, as Node chooses where it is given none. */
    host: read(env, 'HOST', VARIABLES.HOST, null),
    roomCapacity: read(env, 'ROOM_CAPACITY', VARIABLES.ROOM_CAPACITY, LIMITS.roomCapacity),
    /** Folder of the built app, or `null` where another server delivers it. */
    staticDir: read(env, 'STATIC_DIR', VARIABLES.STATIC_DIR, null),
    /** Further origins whose pages may connect; `null`: only those of the service's own host. */
    allowedOrigins: read(env, 'ALLOWED_ORIGINS', VARIABLES.ALLOWED_ORIGINS, null),
    trustProxy: read(env, 'TRUST_PROXY', VARIABLES.TRUST_PROXY, 0),
    logLevel: read(env, 'LOG_LEVEL', VARIABLES.LOG_LEVEL, 'info' as const),
    /** Signs the peer tokens. `null`: a random secret, so that they end with the process. */
    sessionSecret: readSecret(env, 'SESSION_SECRET'),
    /** Empty unless the operator names some: no public server is ever used. */
    iceServers: read(env, 'ICE_SERVERS', VARIABLES.ICE_SERVERS, []),
    /** Our own relay; `{host}` in a URL is the host name by which the browser came. */
    turnUrls: read(env, 'TURN_URLS', VARIABLES.TURN_URLS, []),
    /** Shared with the relay: signs credentials that last ten minutes. */
    turnSecret: readSecret(env, 'TURN_SECRET'),
    /** Sockets open at once from one address; a visitor has two. A whole school may share an address. */
    socketsPerAddress: read(env, 'SOCKETS_PER_ADDRESS', VARIABLES.SOCKETS_PER_ADDRESS, 2_000),
    /** Visits a minute from one address, in the long run and at once. */
    visitsPerAddress: read(env, 'VISITS_PER_ADDRESS', VARIABLES.VISITS_PER_ADDRESS, 600),
    /** Where several nodes serve one deployment: what they share. `null`: this one is alone. */
    redisUrl: read(env, 'REDIS_URL', VARIABLES.REDIS_URL, null),
    /** Where Prometheus reads; `null`: nowhere. */
    metricsPort: read(env, 'METRICS_PORT', VARIABLES.METRICS_PORT, null),
    /** Of this machine alone, unless the operator says who else may come. */
    metricsHost: read(env, 'METRICS_HOST', VARIABLES.METRICS_HOST, '127.0.0.1'),
    awaitReturnMs: read(env, 'AWAIT_RETURN_MS', VARIABLES.AWAIT_RETURN_MS, LIMITS.awaitReturnMs),
  });
}
export type Config = ReturnType<typeof parseConfig>;
