import { WebSocket } from 'ws';
import { NoAnswer, within } from './patience.ts';

/** The way to a WebSocket ended with an HTTP answer. */
export class NotUpgraded extends Error {
  override readonly name = 'NotUpgraded';
  readonly status: number;

  constructor(status: number) {
    super(`answered with HTTP ${String(status)} instead of a WebSocket`);
    this.status = status;
  }
}

/**
 * Opens a WebSocket as the page of `origin` would, and resolves with the first text that arrives on it.
 * @throws NotUpgraded, NoAnswer, or the error of the connection.
 */
export async function firstText(address: URL, origin: string, patienceMs: number): Promise<string> {
  const url = new URL(address);
  url.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  const socket = new WebSocket(url, { origin, rejectUnauthorized: false });
  const text = new Promise<string>((resolve, reject) => {
    socket.once('message', (data: Buffer) => resolve(data.toString()));
    socket.once('unexpected-response', (request, response) => {
      reject(new NotUpgraded(response.statusCode ?? 0));
      request.destroy();
    });
    socket.once('close', () => reject(new NoAnswer('the connection was closed without a word')));
    socket.on('error', reject);
  });
  try {
    return await within(patienceMs, text);
  } finally {
    socket.terminate();
  }
}
