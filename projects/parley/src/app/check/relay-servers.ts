import type { IceServer } from '@parley/protocol';
import type { RelayTransport } from './findings';

/** https://www.rfc-editor.org/rfc/rfc7065: `turns` is TLS over TCP; without a transport it is UDP. */
export function transportOf(url: string): RelayTransport | null {
  if (/^turns:/i.test(url)) return 'tls';
  if (!/^turn:/i.test(url)) return null;
  return /[?&]transport=tcp(?:&|$)/i.test(url) ? 'tcp' : 'udp';
}

/** The relays among `servers` that are spoken to over `transport`, and nothing else of them. */
export function relaysOver(servers: readonly IceServer[], transport: RelayTransport): RTCIceServer[] {
  return servers.flatMap(({ urls, username, credential }) => {
    const fitting = urls.filter((url) => transportOf(url) === transport);
    return fitting.length === 0 ? [] : [toRtc({ urls: fitting, username, credential })];
  });
}

/** In the browser's own shape, which knows no `undefined`. */
export function toRtc({ urls, username, credential }: IceServer): RTCIceServer {
  return {
    urls: [...urls],
    ...(username === undefined ? {} : { username }),
    ...(credential === undefined ? {} : { credential }),
  };
}
