import { hostname, networkInterfaces } from 'node:os';

/** Addresses of this machine that others in its network can reach; those of one link alone need a zone and are left out. */
export function lanAddresses(interfaces = networkInterfaces()): readonly string[] {
  return Object.values(interfaces)
    .flatMap((addresses) => addresses ?? [])
    .filter(
      ({ internal, address }) => !internal && !address.startsWith('fe80:') && !address.startsWith('169.254.'),
    )
    .map(({ address }) => address);
}

/** Everything by which this machine may be asked for: given names first, its own names and addresses after. */
export function lanHosts(given: readonly string[], interfaces = networkInterfaces()): readonly string[] {
  const own = hostname().toLowerCase();
  const names = /^[a-z\d-]+$/.test(own) ? [own, `${own}.local`] : [];
  const all = [...given, 'localhost', ...names, '127.0.0.1', '::1', ...lanAddresses(interfaces)];
  return [...new Set(all)];
}
