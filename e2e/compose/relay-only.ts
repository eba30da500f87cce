import type { Page } from '@playwright/test';

/** How a connection of a page reaches the other side. */
export interface Path {
  /** `relay`, `host`, `srflx` or `prflx`: what this side uses. */
  readonly type: string;
  /** How this side speaks to the relay: `udp`, `tcp` or `tls`; empty without one. */
  readonly relayProtocol: string;
}

declare global {
  interface Window {
    relayOnly: { connections: Set<RTCPeerConnection> };
  }
}

/**
 * Leaves this page no way but a relay, as a network does that lets nothing else through; `protocol` leaves only the
 * relays that are spoken to so.
 */
export async function forceRelay(page: Page, protocol: 'udp' | 'tcp' | 'tls' | 'any' = 'any'): Promise<void> {
  await page.addInitScript(relayScript, protocol);
}

/** The path of each open connection whose path was chosen. */
export function chosenPaths(page: Page): Promise<Path[]> {
  return page.evaluate(async () => {
    const read = (entry: unknown, key: string): unknown =>
      typeof entry === 'object' && entry !== null ? Reflect.get(entry, key) : undefined;
    const paths: { type: string; relayProtocol: string }[] = [];
    for (const connection of window.relayOnly.connections) {
      if (connection.signalingState === 'closed') continue;
      const stats = new Map<unknown, unknown>();
      (await connection.getStats()).forEach((entry: unknown) => stats.set(read(entry, 'id'), entry));
      for (const entry of stats.values()) {
        if (read(entry, 'type') !== 'transport') continue;
        const pair = stats.get(read(entry, 'selectedCandidatePairId'));
        const local = stats.get(read(pair, 'localCandidateId'));
        if (local === undefined) continue;
        paths.push({
          type: String(read(local, 'candidateType')),
          relayProtocol: JSON.stringify(read(local, 'relayProtocol') ?? '').replaceAll('"', ''),
        });
      }
    }
    return paths;
  });
}

/** Runs inside the page, so it may use nothing of this file. */
function relayScript(protocol: string): void {
  const connections = new Set<RTCPeerConnection>();
  window.relayOnly = { connections };
  const isWanted = (url: string): boolean => {
    if (protocol === 'any') return true;
    if (protocol === 'tls') return url.startsWith('turns:');
    return url.startsWith('turn:') && url.endsWith(`transport=${protocol}`);
  };
  const narrowed = (servers: readonly RTCIceServer[] = []): RTCIceServer[] =>
    servers
      .map((server) => ({ ...server, urls: [server.urls].flat().filter(isWanted) }))
      .filter(({ urls }) => urls.length > 0);
  const relayed = (config: RTCConfiguration = {}): RTCConfiguration => ({
    ...config,
    iceServers: narrowed(config.iceServers),
    iceTransportPolicy: 'relay',
  });
  window.RTCPeerConnection = new Proxy(window.RTCPeerConnection, {
    construct(target, [config]: [RTCConfiguration?], newTarget) {
      const connection: unknown = Reflect.construct(target, [relayed(config)], newTarget);
      if (!(connection instanceof RTCPeerConnection)) throw new TypeError('Not what was asked for.');
      connections.add(connection);
      return connection;
    },
  });
  const setConfiguration = RTCPeerConnection.prototype.setConfiguration;
  RTCPeerConnection.prototype.setConfiguration = function (this: RTCPeerConnection, config) {
    setConfiguration.call(this, relayed(config));
  };
}
