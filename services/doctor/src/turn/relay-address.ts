import type { IceServer } from '@parley/protocol';

export type RelayTransport = 'udp' | 'tcp' | 'tls';

/** One STUN or TURN server as a browser is told of it. */
export interface RelayAddress {
  /** As it was written. */
  readonly url: string;
  readonly kind: 'stun' | 'turn';
  readonly host: string;
  readonly port: number;
  readonly transport: RelayTransport;
  readonly username: string;
  readonly credential: string;
}

/** https://www.rfc-editor.org/rfc/rfc7065 */
const SHAPE = /^(stun|turn)(s?):(\[[\da-f:.]+\]|[^:?[\]]+)(?::(\d+))?(?:\?transport=(udp|tcp))?$/i;

/** Every address of `servers`, and those that no browser could read. */
export function relayAddresses(servers: readonly IceServer[]): {
  readonly addresses: RelayAddress[];
  readonly unreadable: string[];
} {
  const addresses: RelayAddress[] = [];
  const unreadable: string[] = [];
  for (const server of servers) {
    for (const url of server.urls) {
      const parsed = parse(url, server);
      if (parsed === null) unreadable.push(url);
      else addresses.push(parsed);
    }
  }
  return { addresses, unreadable };
}

function parse(url: string, { username = '', credential = '' }: IceServer): RelayAddress | null {
  const [, scheme, secure, host, port, transport] = SHAPE.exec(url) ?? [];
  if (scheme === undefined || host === undefined) return null;
  const isSecure = secure !== '';
  return {
    url,
    kind: scheme.toLowerCase() === 'stun' ? 'stun' : 'turn',
    host: host.replace(/^\[|\]$/g, ''),
    port: Number(port ?? (isSecure ? 5349 : 3478)),
    transport: isSecure ? 'tls' : transport === 'tcp' ? 'tcp' : 'udp',
    username,
    credential,
  };
}
