import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

/** Who is limited together: one IPv4 address, or one IPv6 network of 64 bits, which is what a household is given. */
export type AddressKey = string;

/** The first four groups of an IPv6 address. */
function network64(address: string): AddressKey {
  // A URL writes every address in one way: lower case, no leading zeros, the longest run of zeros as `::`.
  const canonical = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [head = '', tail] = canonical.split('::');
  const groups = head === '' ? [] : head.split(':');
  const rest = tail === undefined || tail === '' ? [] : tail.split(':');
  if (tail !== undefined) while (groups.length + rest.length < 8) groups.push('0');
  return `${[...groups, ...rest].slice(0, 4).join(':')}::/64`;
}

/** `::ffff:192.0.2.1` is an IPv4 client of a socket that listens for both. */
const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/** The key of `address`, or `null` where it is no address. */
export function addressKey(address: string): AddressKey | null {
  const bare = address.trim().replace(/%.*$/, '');
  const plain = MAPPED.exec(bare)?.[1] ?? bare;
  const version = isIP(plain);
  if (version === 0) return null;
  return version === 4 ? plain : network64(plain);
}

/**
 * The address that speaks to us through `trustProxy` proxies. Each proxy appends whom it heard; what is left of those
 * is hearsay that anybody can write.
 */
export function clientKey(
  request: Pick<IncomingMessage, 'headers'> & {
    readonly socket: { readonly remoteAddress?: string | undefined };
  },
  trustProxy: number,
): AddressKey {
  const header = request.headers['x-forwarded-for'];
  const forwarded = (Array.isArray(header) ? header.join(',') : (header ?? '')).split(',');
  const hops = forwarded.map((hop) => hop.trim()).filter((hop) => hop !== '');
  const told = trustProxy > 0 ? (hops.at(-trustProxy) ?? hops[0]) : undefined;
  const heard = request.socket.remoteAddress ?? '';
  return (told === undefined ? null : addressKey(told)) ?? addressKey(heard) ?? 'unknown';
}
