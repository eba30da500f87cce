import { createServer } from 'node:http';
import type { Server, ServerOptions } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { Logger } from '../logger.ts';
import type { ServicePhase } from '../service-phase.ts';
import { createHttpApp } from './http-app.ts';
import { refuseBrokenRequests } from './refusal.ts';
import { TlsFiles } from './tls-files.ts';

export interface WebServerOptions {
  readonly config: Config;
  readonly clock: Clock;
  readonly phase: ServicePhase;
  readonly log: Logger;
}

/** Nobody needs long to send a request, and whoever does only holds a connection. */
const OPTIONS: ServerOptions = {
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  connectionsCheckingInterval: 5_000,
  // The app asks for it itself: Node would refuse without our headers.
  requireHostHeader: false,
  // Any other protocol is an offer we decline by answering in this one.
  shouldUpgradeCallback: ({ headers }) => headers.upgrade?.toLowerCase() === 'websocket',
};
/** A connection that has not even agreed on a key is nobody's yet, and would hold the port when the service ends. */
const HANDSHAKE_MS = 5_000;

/**
 * Answers requests, over https where there is a certificate.
 * @throws ConfigError where that certificate cannot be used.
 */
export function createWebServer(options: WebServerOptions): Server {
  const app = createHttpApp(options);
  const files = TlsFiles.of(options.config);
  const server = files === null ? createServer(OPTIONS, app) : secureServer(files, app, options);
  refuseBrokenRequests(server);
  // What Node would answer by itself, without our headers.
  server.on('checkExpectation', app);
  return server;
}

function secureServer(
  files: TlsFiles,
  app: ReturnType<typeof createHttpApp>,
  deps: WebServerOptions,
): Server {
  const server = createSecureServer({ ...OPTIONS, ...files.pair, handshakeTimeout: HANDSHAKE_MS }, app);
  // Who does not speak TLS cannot read an answer in it. Before Node's own listener, which takes it for a broken request.
  server.prependListener('tlsClientError', (_error, socket) => socket.destroy());
  server.once('listening', () => {
    server.once(
      'close',
      files.watch((pair) => server.setSecureContext(pair), deps),
    );
  });
  return server;
}
