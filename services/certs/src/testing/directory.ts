import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a directory answers to whatever is asked of it; `null`: nothing, ever. */
export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An ACME directory that is good for nothing but one answer. */
export interface StubDirectory {
  readonly url: string;
  /** What it was asked, in order: the path of each request. */
  readonly asked: readonly string[];
  readonly close: () => Promise<void>;
}

export async function startDirectory(reply: Reply | null): Promise<StubDirectory> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (reply !== null) answer(request, response, reply);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}/directory`,
    asked,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function answer(request: IncomingMessage, response: ServerResponse, reply: Reply): void {
  response.setHeader('Replay-Nonce', 'once');
  response.setHeader('Content-Type', 'application/json');
  const origin = `http://${request.headers.host ?? ''}`;
  const urls = Object.fromEntries(
    ['newNonce', 'newAccount', 'newOrder'].map((name) => [name, `${origin}/${name}`]),
  );
  if (request.url === '/directory') response.end(JSON.stringify(urls));
  else if (request.url === '/newNonce') response.end();
  else response.writeHead(reply.status, reply.headers).end(JSON.stringify(reply.body ?? {}));
}
