import { request as plain } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { request as secure } from 'node:https';
import { within } from './patience.ts';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A page is larger than this only by mistake. */
const LARGEST_BODY = 1_000_000;

/**
 * One GET as a browser that opens a page makes it; redirections are not followed. A certificate nobody trusts does not
 * stop it: that is told once, by the check of the certificate, and must not hide everything else.
 */
export function ask(url: URL, patienceMs: number): Promise<Answer> {
  const options = { headers: { accept: 'text/html,*/*', 'accept-encoding': 'identity' }, agent: false };
  const request =
    url.protocol === 'https:' ? secure(url, { ...options, rejectUnauthorized: false }) : plain(url, options);
  const answer = new Promise<Answer>((resolve, reject) => {
    request.once('error', reject);
    request.once('response', (response) => {
      collect(response).then(resolve, reject);
    });
    request.end();
  });
  return within(patienceMs, answer).finally(() => request.destroy());
}

async function collect(response: IncomingMessage): Promise<Answer> {
  let body = '';
  response.setEncoding('utf8');
  for await (const chunk of response) {
    body += String(chunk);
    if (body.length > LARGEST_BODY) break;
  }
  return { status: response.statusCode ?? 0, headers: response.headers, body };
}
