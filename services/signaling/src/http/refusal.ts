import { STATUS_CODES } from 'node:http';
import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';

/**
 * What every answer carries that Express never sees. There is no body, so there is nothing to run; the policy is
 * there because an answer without one is an exception somebody has to think about.
 */
const HEADERS = [
  'Connection: close',
  'Content-Length: 0',
  'Cache-Control: no-store',
  "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'",
  'Permissions-Policy: camera=(), microphone=(), display-capture=()',
  'Referrer-Policy: no-referrer',
  'X-Content-Type-Options: nosniff',
].join('\r\n');

export type RefusalStatus = 400 | 401 | 403 | 404 | 408 | 429 | 431 | 503;

/** Answers on the bare connection with `status` and nothing else, and ends it. */
export function refuseConnection(socket: Duplex, status: RefusalStatus): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${String(status)} ${STATUS_CODES[status] ?? ''}\r\n${HEADERS}\r\n\r\n`);
}

function statusOf(error: Error): RefusalStatus {
  const code: unknown = Reflect.get(error, 'code');
  if (code === 'HPE_HEADER_OVERFLOW') return 431;
  return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
}

/** Answers what is no HTTP, which Node would answer without our headers. */
export function refuseBrokenRequests(server: Server): void {
  server.on('clientError', (error: Error, socket: Duplex) => {
    // An answer under way cannot be taken back; what is appended to it would be read as part of it.
    const answering: unknown = Reflect.get(socket, '_httpMessage');
    if (answering) socket.destroy();
    else refuseConnection(socket, statusOf(error));
  });
}
