import { isIP } from 'node:net';
import * as v from 'valibot';

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

/** What each variable may be, what it is where it is unset, and the sentence that says so. */
const VARIABLES = {
  TLS: {
    schema: v.picklist(['lan', 'acme', 'files']),
    must: 'be lan, acme or files',
  },
  PARLEY_HOST: { schema: HostsSchema, must: 'be host names or addresses, separated by commas' },
  HTTPS_PORT: {
    schema: v.pipe(v.string(), v.regex(/^\d{1,5}$/), v.transform(Number), v.maxValue(65_535)),
    must: 'be a port number',
  },
  ACME_DIRECTORY: { schema: UrlSchema, must: 'be the address of an ACME directory' },
  ACME_EMAIL: { schema: v.pipe(v.string(), v.email()), must: 'be an e-mail address' },
} as const;
export type Environment = Readonly<Record<string, string | undefined>>;

function read<S extends v.GenericSchema<string, unknown>, F>(
  env: Environment,
  name: keyof typeof VARIABLES,
  schema: S,
  fallback: F,
): v.InferOutput<S> | F {
  const text = env[name];
  if (text === undefined || text === '') return fallback;
  const parsed = v.safeParse(schema, text);
  if (!parsed.success) throw new ConfigError(`${name} must ${VARIABLES[name].must}.`);
  return parsed.output;
}

function path(env: Environment, name: string): string | null {
  const text = env[name];
  return text === undefined || text === '' ? null : text;
}

/** Everything the environment decides. */
export function parseConfig(env: Environment) {
  const config = {
    tls: read(env, 'TLS', VARIABLES.TLS.schema, 'lan' as const),
    /** Where certificates and the web root go. */
    folder: path(env, 'CERTS_DIR') ?? '/certs',
    /** Names and addresses by which people reach this deployment. */
    hosts: read(env, 'PARLEY_HOST', VARIABLES.PARLEY_HOST.schema, []),
    httpsPort: read(env, 'HTTPS_PORT', VARIABLES.HTTPS_PORT.schema, 443),
    acme: {
      directory: read(
        env,
        'ACME_DIRECTORY',
        VARIABLES.ACME_DIRECTORY.schema,
        'https://acme-v02.api.letsencrypt.org/directory',
      ),
      email: read(env, 'ACME_EMAIL', VARIABLES.ACME_EMAIL.schema, null),
      /** Certificate of the directory's own authority, where it is none the system trusts. */
      caFile: path(env, 'ACME_CA_FILE'),
    },
    certFile: path(env, 'TLS_CERT_FILE'),
    keyFile: path(env, 'TLS_KEY_FILE'),
  };
  if (config.tls === 'acme' && config.hosts.length === 0) {
    throw new ConfigError(
      'PARLEY_HOST must name this host where TLS is acme, as in PARLEY_HOST=meet.example.',
    );
  }
  if (config.tls === 'files' && (config.certFile === null || config.keyFile === null)) {
    throw new ConfigError(
      'TLS_CERT_FILE and TLS_KEY_FILE must name your certificate and its key where TLS is files.',
    );
  }
  return config;
}
export type Config = ReturnType<typeof parseConfig>;
