import * as v from 'valibot';
import { unknownVariable } from './unknown-variable.ts';
import { VARIABLES } from './variables.ts';
import type { VariableName } from './variables.ts';

/** A variable of the environment has a value the service cannot run with; `message` is one sentence for people. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** What may stand in one variable. */
interface Variable<S extends v.GenericSchema<string, unknown>, F> {
  readonly schema: S;
  readonly must: string;
  readonly fallback: F;
}

/** The parsed value of `name`, or its fallback where it is unset or empty. */
function read<S extends v.GenericSchema<string, unknown>, F>(
  env: Environment,
  name: VariableName,
  { schema, must, fallback }: Variable<S, F>,
): v.InferOutput<S> | F {
  const text = env[name];
  if (text === undefined || text === '') return fallback;
  const parsed = v.safeParse(schema, text);
  if (!parsed.success) throw new ConfigError(`${name} must ${must}.`);
  return parsed.output;
}

/** The secret in the variable `name`, or in the file that `<name>_FILE` names. */
function readSecret(env: Environment, name: 'SESSION_SECRET' | 'TURN_SECRET'): string | null {
  const file: VariableName = `${name}_FILE`;
  return read(env, name, VARIABLES[name]) ?? read(env, file, VARIABLES[file]);
}

interface Together {
  readonly port: number;
  readonly metricsPort: number | null;
  readonly redisUrl: string | null;
  readonly sessionSecret: string | null;
  readonly certFile: string | null;
  readonly keyFile: string | null;
}

/** @throws ConfigError where two variables do not go together. */
function checkTogether<C extends Together>(config: C): C {
  if (config.metricsPort !== null && config.metricsPort !== 0 && config.metricsPort === config.port)
    throw new ConfigError('METRICS_PORT must be another port than PORT.');
  if (config.redisUrl !== null && config.sessionSecret === null)
    throw new ConfigError(
      'SESSION_SECRET must be set, and be the same for all nodes, where REDIS_URL is set.',
    );
  if (config.certFile === null && config.keyFile !== null)
    throw new ConfigError('TLS_CERT_FILE must be set where TLS_KEY_FILE is: a key needs its certificate.');
  if (config.certFile !== null && config.keyFile === null)
    throw new ConfigError('TLS_KEY_FILE must be set where TLS_CERT_FILE is: a certificate needs its key.');
  return config;
}

/**
 * Everything the environment decides. An empty variable counts as unset.
 * @throws ConfigError where a variable cannot be right, or one of ours is misspelled.
 */
export function parseConfig(env: Environment) {
  const unknown = unknownVariable(Object.keys(env));
  if (unknown !== null) throw new ConfigError(unknown);
  return checkTogether({
    port: read(env, 'PORT', VARIABLES.PORT),
    /** `null`: every address of the machine, IPv6 and IPv4, as Node chooses where it is given none. */
    host: read(env, 'HOST', VARIABLES.HOST),
    roomCapacity: read(env, 'ROOM_CAPACITY', VARIABLES.ROOM_CAPACITY),
    /** Folder of the built app, or `null` where another server delivers it. */
    staticDir: read(env, 'STATIC_DIR', VARIABLES.STATIC_DIR),
    /** Certificate and key with which this service speaks https itself; both `null`: plain http. */
    certFile: read(env, 'TLS_CERT_FILE', VARIABLES.TLS_CERT_FILE),
    keyFile: read(env, 'TLS_KEY_FILE', VARIABLES.TLS_KEY_FILE),
    /** Further origins whose pages may connect; `null`: only those of the service's own host. */
    allowedOrigins: read(env, 'ALLOWED_ORIGINS', VARIABLES.ALLOWED_ORIGINS),
    /** Whose pages may show ours in a frame. */
    frameAncestors: read(env, 'FRAME_ANCESTORS', VARIABLES.FRAME_ANCESTORS) ?? [],
    trustProxy: read(env, 'TRUST_PROXY', VARIABLES.TRUST_PROXY),
    logLevel: read(env, 'LOG_LEVEL', VARIABLES.LOG_LEVEL),
    /** Signs the peer tokens. `null`: a random secret, so that they end with the process. */
    sessionSecret: readSecret(env, 'SESSION_SECRET'),
    /** Empty unless the operator names some: no public server is ever used. */
    iceServers: read(env, 'ICE_SERVERS', VARIABLES.ICE_SERVERS) ?? [],
    /** Our own relay; `{host}` in a URL is the host name by which the browser came. */
    turnUrls: read(env, 'TURN_URLS', VARIABLES.TURN_URLS) ?? [],
    /** Shared with the relay: signs credentials that last ten minutes. */
    turnSecret: readSecret(env, 'TURN_SECRET'),
    /** Sockets open at once from one address; a visitor has two. A whole school may share an address. */
    socketsPerAddress: read(env, 'SOCKETS_PER_ADDRESS', VARIABLES.SOCKETS_PER_ADDRESS),
    /** Visits a minute from one address, in the long run and at once. */
    visitsPerAddress: read(env, 'VISITS_PER_ADDRESS', VARIABLES.VISITS_PER_ADDRESS),
    /** Where several nodes serve one deployment: what they share. `null`: this one is alone. */
    redisUrl: read(env, 'REDIS_URL', VARIABLES.REDIS_URL),
    /** Where Prometheus reads; `null`: nowhere. */
    metricsPort: read(env, 'METRICS_PORT', VARIABLES.METRICS_PORT),
    /** Of this machine alone, unless the operator says who else may come. */
    metricsHost: read(env, 'METRICS_HOST', VARIABLES.METRICS_HOST),
    awaitReturnMs: read(env, 'AWAIT_RETURN_MS', VARIABLES.AWAIT_RETURN_MS),
  });
}
export type Config = ReturnType<typeof parseConfig>;
