import type { IncomingMessage } from 'node:http';
import type { Config } from '../config.ts';

/** The host the browser asked for: with proxies in front, the one they say it asked for. */
function requestedHost(request: IncomingMessage, trustProxy: number): string {
  const forwarded = trustProxy > 0 ? request.headers['x-forwarded-host'] : undefined;
  const hosts = (Array.isArray(forwarded) ? forwarded.join(',') : (forwarded ?? '')).split(',');
  // Each proxy appends; what is left of those we trust is hearsay.
  const trusted = (hosts.at(-trustProxy) ?? hosts[0] ?? '').trim();
  return trusted === '' ? (request.headers.host ?? '') : trusted;
}

/** That host without its port, as it stands in a URL; empty where the request names none. */
export function requestedHostname(request: IncomingMessage, trustProxy: number): string {
  const host = requestedHost(request, trustProxy);
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : '';
}

/** `host` as a URL of this scheme writes it: lower case, without the default port. */
function normaliseHost(protocol: string, host: string): string | null {
  return URL.canParse(`${protocol}//${host}`) ? new URL(`${protocol}//${host}`).host : null;
}

/**
 * Whether a page may open a WebSocket here: pages of this host, and of the further origins that are
 * listed. No Origin at all means no browser, and then there is no page whose visitor could be abused.
 */
export function originCheck({ allowedOrigins, trustProxy }: Pick<Config, 'allowedOrigins' | 'trustProxy'>) {
  return (request: IncomingMessage): boolean => {
    const { origin } = request.headers;
    if (origin === undefined) return true;
    if (!URL.canParse(origin)) return false;
    const page = new URL(origin);
    if (allowedOrigins?.includes(page.origin)) return true;
    if (page.protocol !== 'http:' && page.protocol !== 'https:') return false;
    return page.host === normaliseHost(page.protocol, requestedHost(request, trustProxy));
  };
}
