import { isIPv6 } from 'node:net';
import { networkInterfaces } from 'node:os';

/**
 * By what others in the network reach this machine, best first: the names of PARLEY_HOST, then its addresses. IPv6 ones
 * only where there are no others: nobody types them.
 */
export function lanHosts(given = process.env.PARLEY_HOST ?? '', interfaces = networkInterfaces()) {
  const names = given
    .split(',')
    .map((host) => host.trim())
    .filter((host) => host !== '');
  const addresses = Object.values(interfaces)
    .flat()
    // Those of one link alone need a zone, which no browser takes.
    .filter(({ internal, address }) => !internal && !/^(?:fe80:|169\.254\.)/.test(address))
    .map(({ address }) => address);
  const short = addresses.filter((address) => !isIPv6(address));
  return [...new Set([...names, ...(short.length > 0 ? short : addresses)])];
}

/** `host` at `port` as a browser shows it. */
export function urlOf(scheme, host, port) {
  const usual = { http: 80, https: 443 }[scheme];
  return `${scheme}://${isIPv6(host) ? `[${host}]` : host}${port === usual ? '' : `:${port}`}`;
}
