import { createServer as createHttp, request } from 'node:http';
import type { IncomingMessage, OutgoingHttpHeaders, Server, ServerResponse } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Credentials } from './authority.ts';

/** What a proxy does beside passing on; each of it is a mistake that people make. */
export interface Habits {
  readonly credentials?: Credentials;
  /** Changes the headers of an answer. */
  readonly headers?: (headers: OutgoingHttpHeaders, path: string) => OutgoingHttpHeaders;
  /** Answers a path itself. */
  readonly answers?: Readonly<
    Record<
      string,
      { readonly status: number; readonly body?: string; readonly headers?: OutgoingHttpHeaders }
    >
  >;
  /** WebSockets below this path are passed on as if they were pages. */
  readonly forgetsUpgrade?: string;
}

/** A proxy in front of a service on this machine, or of nothing. */
export class Front {
  readonly port: number;
  readonly #server: Server;
  readonly #sockets: Set<Socket>;

  private constructor(server: Server, sockets: Set<Socket>) {
    this.#server = server;
    this.#sockets = sockets;
    this.port = (server.address() as AddressInfo).port;
  }

  static async open(upstream: number, habits: Habits = {}): Promise<Front> {
    const { credentials } = habits;
    const server = credentials === undefined ? createHttp() : createHttps({ ...credentials });
    const sockets = new Set<Socket>();
    server.on('connection', (socket: Socket) => sockets.add(socket));
    server.on('request', (asked, answer) => passOn(upstream, habits, asked, answer));
    server.on('upgrade', (asked: IncomingMessage, socket: Duplex) => tunnel(upstream, habits, asked, socket));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new Front(server, sockets);
  }

  get url(): URL {
    const scheme = 'cert' in this.#server || 'setSecureContext' in this.#server ? 'https' : 'http';
    return new URL(`${scheme}://localhost:${String(this.port)}`);
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

function passOn(upstream: number, habits: Habits, asked: IncomingMessage, answer: ServerResponse): void {
  const path = asked.url ?? '/';
  const own = habits.answers?.[path];
  if (own !== undefined) {
    answer.writeHead(own.status, own.headers).end(own.body ?? '');
    return;
  }
  const { method = 'GET', headers } = asked;
  const passed = request({ port: upstream, host: '127.0.0.1', method, path, headers }, (response) => {
    const changed = habits.headers?.({ ...response.headers }, path) ?? response.headers;
    answer.writeHead(response.statusCode ?? 500, changed);
    response.pipe(answer);
  });
  passed.on('error', () => answer.writeHead(502).end());
  passed.end();
}

function tunnel(upstream: number, { forgetsUpgrade }: Habits, asked: IncomingMessage, socket: Duplex): void {
  const path = asked.url ?? '/';
  socket.on('error', () => undefined);
  if (forgetsUpgrade !== undefined && path.startsWith(forgetsUpgrade)) {
    socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
    return;
  }
  const behind = connect(upstream, '127.0.0.1');
  behind.on('error', () => socket.end('HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n'));
  const lines = asked.rawHeaders.reduce(
    (text, part, index) => text + part + (index % 2 === 0 ? ': ' : '\r\n'),
    '',
  );
  behind.write(`GET ${path} HTTP/1.1\r\n${lines}\r\n`);
  behind.pipe(socket).pipe(behind);
}
