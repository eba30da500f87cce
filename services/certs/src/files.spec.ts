import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from './config.ts';
import { keepFiles } from './files.ts';
import { Authority } from './lan/authority.ts';
import type { KeyPair } from './store.ts';
import { newFolder } from './testing/folder.ts';

const DAY_MS = 86_400_000;
const NOW = Date.now();

describe('keepFiles', () => {
  let authority: Authority;
  let folder: string;
  let certFile: string;
  let keyFile: string;

  beforeEach(async () => {
    const made = newFolder();
    folder = made.folder;
    authority = await Authority.keep(made.store, NOW);
    [certFile, keyFile] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  });

  function put({ chain, key }: KeyPair): void {
    writeFileSync(certFile, chain);
    writeFileSync(keyFile, key);
  }

  it('takes a good pair over, once, and a new one when it comes', async () => {
    const { store } = newFolder();
    const config = { certFile, keyFile, hosts: ['meet.example'] };
    put(await authority.issue(['meet.example'], NOW));
    expect([keepFiles(config, store, NOW), keepFiles(config, store, NOW)]).toEqual([true, false]);
    const renewed = await authority.issue(['meet.example'], NOW);
    put(renewed);
    expect(keepFiles(config, store, NOW)).toBeTrue();
    expect(store.current).toEqual(renewed);
  });

  async function problem(pair: KeyPair, hosts: string[] = [], now = NOW): Promise<string> {
    const { store } = newFolder();
    const good = await authority.issue(['meet.example'], NOW);
    store.use(good);
    put(pair);
    try {
      keepFiles({ certFile, keyFile, hosts }, store, now);
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigError);
      expect(store.current).withContext('the one in use stays').toEqual(good);
      return error instanceof Error ? error.message : '';
    }
    return '';
  }

  it('says in one sentence what is wrong, and keeps the one in use', async () => {
    const [one, other] = [
      await authority.issue(['a.example'], NOW),
      await authority.issue(['a.example'], NOW),
    ];
    expect(await problem({ chain: one.chain, key: other.key })).toContain('do not belong together');
    expect(await problem({ chain: 'nothing', key: one.key })).toContain('holds no certificate');
    expect(await problem({ chain: one.chain, key: 'nothing' })).toContain('no private key');
    expect(await problem(one, ['b.example'])).toContain('does not stand for b.example');
    expect(await problem(one, [], NOW + 500 * DAY_MS)).toContain('ended on');
    expect(await problem(one, [], NOW - 10 * DAY_MS)).toContain('check the clock');
  });

  it('names the variable whose file is not there', () => {
    const { store } = newFolder();
    const config = { certFile: '/nowhere/at/all', keyFile, hosts: [] };
    expect(() => keepFiles(config, store, NOW)).toThrowError(ConfigError, /^TLS_CERT_FILE names a file/);
  });
});
