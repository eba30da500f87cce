import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { createServer, get } from 'node:https';
import { join } from 'node:path';
import { newFolder } from '../testing/folder.ts';
import { Authority } from './authority.ts';

const DAY_MS = 86_400_000;
const NOW = Date.now();

describe('Authority', () => {
  it('issues what a browser that trusts it accepts, by name and by address', async () => {
    const { store } = newFolder();
    const authority = await Authority.keep(store, NOW);
    const { chain, key } = await authority.issue(['localhost', '127.0.0.1'], NOW);
    const server = createServer({ cert: chain, key }, (_, response) => response.end('trusted')).listen(0);
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    for (const host of ['localhost', '127.0.0.1']) {
      const status = await new Promise((resolve, reject) => {
        get({ host, port, ca: authority.pem, family: 4 }, ({ statusCode }) => resolve(statusCode)).on(
          'error',
          reject,
        );
      });
      expect(status).toBe(200);
    }
    server.close();
    server.closeAllConnections();
  });

  it('issues what phones accept: at most 398 days, for servers, with names beside the subject', async () => {
    const { store } = newFolder();
    const { chain } = await (
      await Authority.keep(store, NOW)
    ).issue(['meet.local', '192.168.1.4', 'fd00::4'], NOW);
    const leaf = new X509Certificate(chain);
    const life = leaf.validToDate.getTime() - leaf.validFromDate.getTime();
    expect(life).toBeLessThanOrEqual(398 * DAY_MS);
    expect(leaf.subjectAltName).toBe('DNS:meet.local, IP Address:192.168.1.4, IP Address:FD00:0:0:0:0:0:0:4');
    expect(leaf.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
    expect(leaf.ca).toBeFalse();
    expect(chain.match(/BEGIN CERTIFICATE/g)?.length).toBe(2);
  });

  it('stays the same from start to start, and its key is nobody else’s', async () => {
    const { folder, store } = newFolder();
    const first = await Authority.keep(store, NOW);
    const second = await Authority.keep(store, NOW + DAY_MS);
    expect(second.pem).toBe(first.pem);
    expect(second.made((await first.issue(['a.local'], NOW)).chain)).toBeTrue();
    expect(statSync(join(folder, 'private/authority-key.pem')).mode & 0o777).toBe(0o600);
    const another = await Authority.keep(newFolder().store, NOW);
    expect(another.made((await first.issue(['a.local'], NOW)).chain)).toBeFalse();
  });

  it('is made anew when its time is over', async () => {
    const { store } = newFolder();
    const first = await Authority.keep(store, NOW);
    expect((await Authority.keep(store, NOW + 3_651 * DAY_MS)).pem).not.toBe(first.pem);
  });
});
