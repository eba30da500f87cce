import { fail, ok } from '../finding.ts';
import type { Finding } from '../finding.ts';
import { NotUpgraded, firstText } from '../net/open-socket.ts';
import { reasonOf } from '../net/patience.ts';
import type { Patient } from '../patient.ts';

const NAME = 'WebSocket through the proxy';

const UPGRADE =
  'proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection "upgrade";';

/** Whether a WebSocket gets from the outside to Socket.IO and is answered in its language. */
export async function checkWebSocket({ url, patienceMs }: Patient): Promise<Finding[]> {
  const address = new URL('/socket.io/?EIO=4&transport=websocket', url);
  try {
    const hello = await firstText(address, url.origin, patienceMs);
    // https://socket.io/docs/v4/engine-io-protocol/: 0 is "open".
    if (hello.startsWith('0{')) return [ok(NAME, 'Opens, and Socket.IO says hello.')];
    return [fail(NAME, 'Opens, but what answers is not Socket.IO.', location('/socket.io/', UPGRADE))];
  } catch (error) {
    const saw = `/socket.io/: ${reasonOf(error)}.`;
    return [fail(NAME, saw, stepFor('/socket.io/', error, url.origin))];
  }
}

/** The line that lets a WebSocket below `path` through, by what came instead of it. */
export function stepFor(path: string, error: unknown, origin: string): string {
  const status = error instanceof NotUpgraded ? error.status : 0;
  if (status === 403) return `ALLOWED_ORIGINS=${origin}   (or nginx: proxy_set_header Host $host;)`;
  if (status === 429) return 'TRUST_PROXY=1   (all visitors count as one address without it)';
  if (status === 502 || status === 503 || status === 504) return 'docker compose up -d signaling';
  return location(path, UPGRADE);
}

function location(path: string, lines: string): string {
  return `nginx: location ${path} { proxy_pass http://signaling:3000; ${lines} }`;
}
