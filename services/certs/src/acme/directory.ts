import { readFileSync } from 'node:fs';
import { Agent } from 'node:https';
import acme from 'acme-client';
import * as v from 'valibot';
import { ConfigError } from '../config.ts';
import { AcmeError } from './acme-error.ts';

/** https://www.rfc-editor.org/rfc/rfc7807 */
const ProblemSchema = v.object({
  type: v.optional(v.string(), 'about:blank'),
  detail: v.optional(v.string(), ''),
});
/** A challenge, or an order, that came to nothing. https://www.rfc-editor.org/rfc/rfc8555#section-7.1.6 */
const InvalidSchema = v.object({ status: v.literal('invalid'), error: ProblemSchema });
const BAD_NONCE = 'urn:ietf:params:acme:error:badNonce';
const RATE_LIMITED = 'urn:ietf:params:acme:error:rateLimited';

/** An answer of the directory, as far as it concerns us. */
interface Answer {
  readonly status: number;
  readonly data: unknown;
  readonly headers: Readonly<Record<string, unknown>>;
}

export interface Directory {
  readonly directory: string;
  /** Certificate of its own authority, where it is none the system trusts. */
  readonly caFile: string | null;
}

/**
 * Does `work` with the library set up for `directory`: no request takes longer than `patienceMs`, and none is repeated by
 * it, because it would wait as long as a directory likes. What was heard is noted here: the library passes on text alone,
 * and no reason at all where there was no answer.
 * @throws AcmeError
 */
export async function withDirectory<T>(
  { directory, caFile }: Directory,
  patienceMs: number,
  work: () => Promise<T>,
): Promise<T> {
  // Without what the library does to answers.
  const plain = acme.axios.create();
  const own = {
    timeout: patienceMs,
    ...(caFile === null ? {} : { httpsAgent: new Agent({ ca: contentOf(caFile) }) }),
  };
  const heard: { trouble: AcmeError | null } = { trouble: null };
  const note = (news: AcmeError | null): void => {
    // That a name could not be shown explains whatever comes after it.
    if (heard.trouble?.code !== 'challenge-failed') heard.trouble = news;
  };
  const ask = async (request: Parameters<typeof plain.request>[0]) => {
    const answer = await plain
      .request({ ...request, ...own, adapter: 'http', validateStatus: () => true })
      .catch((error: unknown) => {
        note(unreachable(directory, error));
        throw error;
      });
    note(problemIn(answer));
    return answer;
  };
  Object.assign(acme.axios.defaults, { adapter: ask, acmeSettings: { retryMaxAttempts: 0 } });
  try {
    return await work();
  } catch (error) {
    throw heard.trouble ?? strange(directory, error);
  }
}

/** A failure that no answer explains: what came is no directory, or the disk is full. */
function strange(directory: string, error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof AcmeError || 'syscall' in error) return error;
  return new AcmeError('directory-failed', `The directory ${directory} is none: ${error.message}.`, {
    cause: error,
  });
}

function contentOf(caFile: string): string {
  try {
    return readFileSync(caFile, 'utf8');
  } catch {
    throw new ConfigError('ACME_CA_FILE names a file that cannot be read.');
  }
}

function problemIn({ status, data, headers }: Answer): AcmeError | null {
  const invalid = v.safeParse(InvalidSchema, data);
  if (invalid.success) {
    const { detail } = invalid.output.error;
    return new AcmeError(
      'challenge-failed',
      `The directory looked for this host and said: ${quoted(detail)}.`,
    );
  }
  if (status < 400) return null;
  const problem = v.safeParse(ProblemSchema, data);
  const { type, detail } = problem.success ? problem.output : { type: '', detail: '' };
  // The library asks again by itself.
  if (type === BAD_NONCE) return null;
  const retryAfterMs = waitIn(headers['retry-after']);
  const words = detail === '' ? `status ${String(status)}` : quoted(detail);
  if (status === 429 || type === RATE_LIMITED)
    return new AcmeError('rate-limited', `The directory was asked too often and said: ${words}.`, {
      retryAfterMs,
    });
  return status >= 500
    ? new AcmeError('directory-failed', `The directory has a problem of its own and said: ${words}.`, {
        retryAfterMs,
      })
    : new AcmeError('directory-refused', `The directory refused and said: ${words}.`);
}

/** On one line, without its full stop. */
function quoted(detail: string): string {
  return `“${detail.replaceAll(/\s+/g, ' ').trim().replace(/\.$/, '')}”`;
}

/** Milliseconds in a header that names seconds or a date. https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */
function waitIn(header: unknown): number | null {
  if (typeof header !== 'string') return null;
  const ms = /^\d+$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - Date.now();
  return ms > 0 ? ms : null;
}

function unreachable(directory: string, error: unknown): AcmeError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (/CERT|SIGNATURE|TLS/.test(code))
    return new AcmeError(
      'directory-untrusted',
      `The certificate of the directory ${directory} is not to be trusted (${code}): ACME_CA_FILE names its authority.`,
      { cause: error },
    );
  const why = code === 'ECONNABORTED' ? 'it takes too long' : code || String(error);
  return new AcmeError('directory-unreachable', `The directory ${directory} does not answer: ${why}.`, {
    cause: error,
  });
}
