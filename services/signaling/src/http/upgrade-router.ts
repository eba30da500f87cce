import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { refuseConnection } from './refusal.ts';
import type { RefusalStatus } from './refusal.ts';

export type UpgradeHandler = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

export interface UpgradeRules {
  /** New connections are not worth making any more. */
  readonly isClosing: () => boolean;
  readonly isOriginAllowed: (request: IncomingMessage) => boolean;
  /** Counts a socket of this client and answers what counts it off again, or `null` where it has too many. */
  readonly countSocket: (request: IncomingMessage) => (() => void) | null;
}

/** https://www.rfc-editor.org/rfc/rfc6455#section-4.1: 16 bytes in base64. */
const WEBSOCKET_KEY = /^[\w+/]{22}==$/;

/** Asks for a WebSocket as browsers do. The libraries behind us would refuse the rest too, but in their own words. */
function isHandshake({ method, headers }: IncomingMessage): boolean {
  return (
    method === 'GET' &&
    headers.host !== undefined &&
    headers.upgrade?.toLowerCase() === 'websocket' &&
    // We speak none, and no client of ours asks for one.
    headers['sec-websocket-protocol'] === undefined &&
    headers['sec-websocket-version'] === '13' &&
    WEBSOCKET_KEY.test(headers['sec-websocket-key'] ?? '')
  );
}

/** The only upgrade listener of a server. */
export class UpgradeRouter {
  readonly #routes: readonly (readonly [prefix: string, handler: UpgradeHandler])[];
  readonly #rules: UpgradeRules;
  readonly #sockets = new Set<Duplex>();

  constructor(routes: Readonly<Record<`/${string}/`, UpgradeHandler>>, rules: UpgradeRules) {
    this.#routes = Object.entries(routes);
    this.#rules = rules;
  }

  /**
   * Hands each WebSocket to whom its path belongs, so that two WebSocket servers on one port cannot answer the same
   * request. CORS does not bind WebSockets, so Origin is checked here, for all.
   */
  attach(server: Server): void {
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      // A reset during the handshake must not end the process.
      socket.on('error', () => socket.destroy());
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
      const decision = this.#decide(request);
      if (typeof decision === 'number') {
        refuseConnection(socket, decision);
        return;
      }
      socket.once('close', decision.countOff);
      decision.handler(request, socket, head);
    });
  }

  /** Ends every connection without a word: whoever still has one did not answer a polite close. */
  destroyAll(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  #decide(request: IncomingMessage): RefusalStatus | { handler: UpgradeHandler; countOff: () => void } {
    const url = request.url ?? '';
    const handler = this.#routes.find(([prefix]) => url.startsWith(prefix))?.[1];
    if (!handler || !URL.canParse(url, 'http://localhost')) return 404;
    if (!isHandshake(request)) return 400;
    if (this.#rules.isClosing()) return 503;
    if (!this.#rules.isOriginAllowed(request)) return 403;
    const countOff = this.#rules.countSocket(request);
    return countOff ? { handler, countOff } : 429;
  }
}
