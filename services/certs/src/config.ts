import { isIP } from 'node:net';
import * as v from 'valibot';
import { unknownVariable } from './unknown-variable.ts';

/** A variable of the environment has a value that cannot be worked with; `message` is one sentence for people. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const HOST_NAME =
  /^(?=.{1,253}$)(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)*$/i;

const HostsSchema = v.pipe(
  v.string(),
  v.transform((list) =>
    list
      .split(',')
      .map((host) => host.trim().toLowerCase())
      .filter((host) => host !== ''),
  ),
  v.array(
    v.pipe(
      v.string(),
      v.check((host) => HOST_NAME.test(host) || isIP(host) !== 0),
    ),
  ),
);
const UrlSchema = v.pipe(v.string(), v.url());

const PortSchema = v.pipe(v.string(), v.regex(/^\d{1,5}$/), v.transform(Number), v.maxValue(65_535));

const PathSchema = v.string();

/**
 * What each variable may be and the sentence that says so, what it is where it is unset, and what it is for.
 * docs/configuration.md is written from this.
 */
export const VARIABLES = {
  TLS: {
    schema: v.picklist(['lan', 'acme', 'files']),
    must: 'be lan, acme or files',
    fallback: 'lan',
    means: 'where the certificate comes from: [TLS, three ways](tls.md)',
  },
  PARLEY_HOST: {
    schema: HostsSchema,
    must: 'be host names or addresses, separated by commas',
    fallback: null,
    unset: 'this machine’s',
    means: 'names and addresses of this deployment; needed where `TLS` is `acme`',
  },
  HTTPS_PORT: { schema: PortSchema, must: 'be a port number', fallback: 443, means: 'port of the app' },
  HTTP_PORT: {
    schema: PortSchema,
    must: 'be a port number',
    fallback: 80,
    means:
      'port that leads to https, answers `/trust`, and shows an ACME directory that this is the host it asks for',
  },
  DOOR_PORT: {
    schema: PortSchema,
    must: 'be a port number',
    fallback: null,
    unset: 'no door; the port after `PORT` under `npm start -- --lan`',
    means:
      'port of plain http that answers `/trust` and leads to https, where `TLS` is `lan` and there is no nginx',
  },
  ACME_DIRECTORY: {
    schema: UrlSchema,
    must: 'be the address of an ACME directory',
    fallback: 'https://acme-v02.api.letsencrypt.org/directory',
    means: 'whom to ask for a certificate',
  },
  ACME_EMAIL: {
    schema: v.pipe(v.string(), v.email()),
    must: 'be an e-mail address',
    fallback: null,
    means: 'where that authority writes to when something is wrong',
  },
  ACME_CA_FILE: {
    schema: PathSchema,
    must: 'name a file',
    fallback: null,
    means: 'certificate of that authority’s own authority, where it is none the system trusts',
  },
  TLS_CERT_FILE: {
    schema: PathSchema,
    must: 'name a file',
    fallback: null,
    means: 'your certificate and its chain, where `TLS` is `files`',
  },
  TLS_KEY_FILE: { schema: PathSchema, must: 'name a file', fallback: null, means: 'its key' },
  CERTS_DIR: {
    schema: PathSchema,
    must: 'name a folder',
    fallback: '/certs',
    means: 'where certificates and the pages about them go',
  },
} as const;
export type Environment = Readonly<Record<string, string | undefined>>;

/** What may stand in one variable. */
interface Variable<S extends v.GenericSchema<string, unknown>, F> {
  readonly schema: S;
  readonly must: string;
  readonly fallback: F;
}

function read<S extends v.GenericSchema<string, unknown>, F>(
  env: Environment,
  name: keyof typeof VARIABLES,
  { schema, must, fallback }: Variable<S, F>,
): v.InferOutput<S> | F {
  const text = env[name];
  if (text === undefined || text === '') return fallback;
  const parsed = v.safeParse(schema, text);
  if (!parsed.success) throw new ConfigError(`${name} must ${must}.`);
  return parsed.output;
}

/**
 * Everything the environment decides.
 * @throws ConfigError where a variable cannot be right, or one of ours is misspelled
 */
export function parseConfig(env: Environment) {
  const unknown = unknownVariable(Object.keys(env), Object.keys(VARIABLES));
  if (unknown !== null) throw new ConfigError(unknown);
  const config = {
    tls: read(env, 'TLS', VARIABLES.TLS),
    /** Where certificates and the web root go. */
    folder: read(env, 'CERTS_DIR', VARIABLES.CERTS_DIR),
    /** Names and addresses by which people reach this deployment. */
    hosts: read(env, 'PARLEY_HOST', VARIABLES.PARLEY_HOST) ?? [],
    httpsPort: read(env, 'HTTPS_PORT', VARIABLES.HTTPS_PORT),
    httpPort: read(env, 'HTTP_PORT', VARIABLES.HTTP_PORT),
    /** Where to answer plain http ourselves; `null`: nginx does. */
    doorPort: read(env, 'DOOR_PORT', VARIABLES.DOOR_PORT),
    acme: {
      directory: read(env, 'ACME_DIRECTORY', VARIABLES.ACME_DIRECTORY),
      email: read(env, 'ACME_EMAIL', VARIABLES.ACME_EMAIL),
      /** Certificate of the directory's own authority, where it is none the system trusts. */
      caFile: read(env, 'ACME_CA_FILE', VARIABLES.ACME_CA_FILE),
    },
    certFile: read(env, 'TLS_CERT_FILE', VARIABLES.TLS_CERT_FILE),
    keyFile: read(env, 'TLS_KEY_FILE', VARIABLES.TLS_KEY_FILE),
  };
  checkTogether(config);
  return config;
}
export type Config = ReturnType<typeof parseConfig>;

/** @throws ConfigError where two variables do not go together. */
function checkTogether(config: Config): void {
  if (config.tls === 'acme' && config.hosts.length === 0) {
    throw new ConfigError(
      'PARLEY_HOST must name this host where TLS is acme, as in PARLEY_HOST=meet.example.',
    );
  }
  const address = config.hosts.find((host) => isIP(host) !== 0);
  if (config.tls === 'acme' && address !== undefined) {
    throw new ConfigError(
      `PARLEY_HOST must hold names alone where TLS is acme: no certificate can be asked for ${address}. Where there is no name, TLS is lan.`,
    );
  }
  if (config.tls === 'files' && (config.certFile === null || config.keyFile === null)) {
    throw new ConfigError(
      'TLS_CERT_FILE and TLS_KEY_FILE must name your certificate and its key where TLS is files.',
    );
  }
  if (config.doorPort !== null && config.tls !== 'lan') {
    throw new ConfigError('DOOR_PORT must be left out where TLS is not lan.');
  }
}
