import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Where `server` listens; `null` unless it does. */
export function addressOf(server: Server): AddressInfo | null {
  const address = server.address();
  return typeof address === 'string' ? null : address;
}

/** Resolves once connections are accepted; rejects where the address is taken or not ours. */
export function listenOn(
  server: Server,
  { port, host }: { readonly port: number; readonly host: string | null },
): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, ...(host === null ? {} : { host }) }, () => {
      server.off('error', reject);
      const address = addressOf(server);
      if (address) resolve(address);
      else reject(new Error('The server listens on no port.'));
    });
  });
}
