import { EventEmitter } from 'node:events';
import type { SignalingSocket } from './typed-io.ts';

/**
 * Close codes with which a browser says that a page is going away (1001, closed tab or navigation) or was told to
 * stop (1000). A close without a code (1005) is Socket.IO's own client giving up on a connection it holds for dead,
 * so it means trouble, not goodbye. https://www.rfc-editor.org/rfc/rfc6455#section-7.4.1
 */
const GOODBYE_CODES: readonly unknown[] = [1000, 1001];

/**
 * Watches how the connection of `socket` ends. Engine.IO drops the close code, so this listens to the WebSocket
 * itself, which Engine.IO keeps on the request, and before Engine.IO does: `disconnect` comes out of that event.
 */
export function watchGoodbye(socket: SignalingSocket): (reason: string) => 'left' | 'lost' {
  const webSocket: unknown = Reflect.get(socket.request, 'websocket');
  let saidGoodbye = false;
  if (webSocket instanceof EventEmitter) {
    webSocket.prependOnceListener('close', (code: unknown) => {
      saidGoodbye = GOODBYE_CODES.includes(code);
    });
  }
  return (reason) =>
    saidGoodbye || reason === 'client namespace disconnect' || reason === 'server namespace disconnect'
      ? 'left'
      : 'lost';
}
