import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { ConfigError } from '../config.ts';
import type { Config } from '../config.ts';
import { DOOR_COPY, doorProblem } from './door-copy.ts';

type DoorConfig = Pick<Config, 'doorPort' | 'httpsPort' | 'folder'>;

interface Answer {
  readonly status: number;
  readonly body: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

const TEXT = 'text/plain; charset=utf-8';
const HTML = 'text/html; charset=utf-8';

/** All there is to see, below `www/trust`: a path is looked up here, and never becomes the name of a file. */
const FILES: ReadonlyMap<string, readonly [file: string, type: string]> = new Map([
  ['/trust/', ['index.html', HTML]],
  ['/trust/index.html', ['index.html', HTML]],
  ['/trust/de.html', ['de.html', HTML]],
  ['/trust/parley-ca.crt', ['parley-ca.crt', 'application/x-x509-ca-cert']],
  ['/trust/parley.mobileconfig', ['parley.mobileconfig', 'application/x-apple-aspen-config']],
]);

const HEADERS = {
  'Cache-Control': 'no-cache',
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'Permissions-Policy': 'camera=(), microphone=(), display-capture=()',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
} as const;

/**
 * Plain http for devices that do not trust the certificate yet, where no nginx answers it: shows `/trust`, and leads
 * everything else to the same host over https. `null` where no door is wanted.
 * @throws ConfigError where the port cannot be had.
 */
export async function openDoor(config: DoorConfig): Promise<Server | null> {
  const { doorPort } = config;
  if (doorPort === null) return null;
  const options = { headersTimeout: 10_000, requestTimeout: 20_000, maxHeaderSize: 8_192 };
  const server = createServer(options, (request, response) => {
    void answerTo(request, config).then((answer) => say(response, answer));
  });
  try {
    await once(server.listen(doorPort), 'listening');
    return server;
  } catch (error) {
    throw new ConfigError(doorProblem(error instanceof Error ? Reflect.get(error, 'code') : error, doorPort));
  }
}

function say(response: ServerResponse, { status, body, headers = {} }: Answer): void {
  // Node leaves the body out where only the head was asked for.
  const length = String(Buffer.byteLength(body));
  response
    .writeHead(status, { 'Content-Type': TEXT, 'Content-Length': length, ...HEADERS, ...headers })
    .end(body);
}

async function answerTo({ method, url = '', headers }: IncomingMessage, config: DoorConfig): Promise<Answer> {
  if (method !== 'GET' && method !== 'HEAD')
    return { status: 405, body: DOOR_COPY.onlyReads, headers: { Allow: 'GET, HEAD' } };
  const [path = ''] = url.split('?', 1);
  if (path === '/trust') return { status: 302, body: '', headers: { Location: '/trust/' } };
  if (path.startsWith('/trust/')) return await shown(path, config.folder);
  const address = secureAddress(headers.host ?? '', url, config.httpsPort);
  if (address === null) return { status: 400, body: DOOR_COPY.badRequest };
  // Not for ever: what is behind this name may change.
  return { status: 302, body: DOOR_COPY.meeting(address), headers: { Location: address } };
}

async function shown(path: string, folder: string): Promise<Answer> {
  const [file, type] = FILES.get(path) ?? [];
  if (file === undefined || type === undefined) return { status: 404, body: DOOR_COPY.missing };
  try {
    const body = await readFile(join(folder, 'www/trust', file));
    return { status: 200, body, headers: { 'Content-Type': type } };
  } catch {
    return { status: 404, body: DOOR_COPY.missing };
  }
}

/** Where `target` is on the host that was asked for, over https; `null` where there is no such place. */
function secureAddress(host: string, target: string, port: number): string | null {
  if (!target.startsWith('/') || !URL.canParse(`http://${host}`)) return null;
  const { hostname, username, pathname } = new URL(`http://${host}`);
  const address = `https://${hostname}:${String(port)}${target}`;
  return username === '' && pathname === '/' && URL.canParse(address) ? new URL(address).href : null;
}
