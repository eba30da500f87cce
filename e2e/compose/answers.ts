import { request as httpRequest } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { request as httpsRequest } from 'node:https';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface Question {
  readonly method?: string;
  readonly headers?: Record<string, string>;
}

/** Asks once, follows nothing, unpacks nothing and keeps no connection. */
export function ask(url: string, { method = 'GET', headers = {} }: Question = {}): Promise<Answer> {
  const options = { method, headers, agent: false, rejectUnauthorized: false };
  return new Promise((resolve, reject) => {
    const request = url.startsWith('https:') ? httpsRequest(url, options) : httpRequest(url, options);
    request.once('error', reject);
    request.once('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) });
      });
    });
    request.end();
  });
}

/** What is said of one connection or moment, and the length, which chunks do not have. */
const OF_THE_MOMENT = [
  'connection',
  'content-length',
  'date',
  'etag',
  'keep-alive',
  'last-modified',
  'server',
  'transfer-encoding',
];

/** What of an answer must be the same whoever gives it; of `Cache-Control` and `Vary` the words, not their spelling. */
export function meaning({ status, headers }: Answer) {
  const kept = Object.entries(headers).filter(([name]) => !OF_THE_MOMENT.includes(name));
  return { status, ...Object.fromEntries(kept) };
}
