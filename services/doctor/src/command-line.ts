import { parseArgs } from 'node:util';

/** What was asked for on the command line. */
export interface Order {
  readonly url: URL;
  readonly json: boolean;
  readonly authorityFiles: readonly string[];
  readonly httpPort: number | undefined;
}

/** The command line cannot be read; `message` is one sentence for people. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const USAGE = `Looks at a running Parley from the outside and says what to change.

  npm run doctor -- https://meet.example
  docker compose run --rm doctor

  --json            the findings as JSON: [{ name, saw, verdict, fix }]
  --ca <file>       trust this authority too (PEM), as devices do that opened /trust
  --http-port <n>   where plain http is answered, if not at 80
  --help            this text

Without an address it looks at DOCTOR_URL. It ends with 0 where nothing fails, with 1 where something does and with
2 where it was not told what to look at.`;

const OPTIONS = {
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
  ca: { type: 'string', multiple: true },
  'http-port': { type: 'string' },
} as const;

/**
 * @returns `null` where only help was asked for.
 * @throws UsageError
 */
export function readOrder(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Order | null {
  const { values, positionals } = parsed(args);
  if (values.help) return null;
  const [address = env['DOCTOR_URL'] ?? '', ...more] = positionals;
  if (address === '')
    throw new UsageError('Which address? For example: npm run doctor -- https://meet.example');
  if (more.length > 0) throw new UsageError(`One address at a time: what is "${more.join(' ')}"?`);
  return {
    url: urlOf(address),
    json: values.json,
    authorityFiles: values.ca ?? [],
    httpPort: portOf(values['http-port']),
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'Unknown option.');
  }
}

/** A bare name is meant as https. */
function urlOf(address: string): URL {
  const text = /^https?:\/\//.test(address) ? address : `https://${address}`;
  if (!URL.canParse(text)) throw new UsageError(`"${address}" is no address.`);
  return new URL(new URL(text).origin);
}

function portOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,5}$/.test(text)) throw new UsageError(`--http-port takes a number, not "${text}".`);
  return Number(text);
}
