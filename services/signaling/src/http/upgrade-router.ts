import { STATUS_CODES } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';

export type UpgradeHandler = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** Refuses a WebSocket before it is one. */
export function refuseUpgrade(socket: Duplex, status: 400 | 401 | 403 | 404 | 503): void {
  socket.once('finish', () => socket.destroy());
  socket.end(
    `HTTP/1.1 ${String(status)} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
  );
}

/**
 * The only upgrade listener of the server: hands each WebSocket to whom its path belongs, so that two WebSocket
 * servers on one port cannot answer the same request. CORS does not bind WebSockets, so Origin is checked here, for all.
 */
export function routeUpgrades(
  server: Server,
  routes: Readonly<Record<`/${string}/`, UpgradeHandler>>,
  isOriginAllowed: (request: IncomingMessage) => boolean,
): void {
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // A reset during the handshake must not end the process.
    socket.on('error', () => socket.destroy());
    const url = request.url ?? '';
    const route = Object.entries(routes).find(([prefix]) => url.startsWith(prefix));
    if (!route || !URL.canParse(url, 'http://localhost')) refuseUpgrade(socket, 404);
    else if (!isOriginAllowed(request)) refuseUpgrade(socket, 403);
    else route[1](request, socket, head);
  });
}
