import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { firstIn } from '../certificate.ts';
import { Authority } from '../lan/authority.ts';
import { startDirectory } from '../testing/directory.ts';
import type { Reply } from '../testing/directory.ts';
import { newFolder } from '../testing/folder.ts';
import { showWebRoot } from '../testing/web-root.ts';
import { AcmeError } from './acme-error.ts';
import { keepAcme } from './acme.ts';
import { useGiven } from './given.ts';

const NOW = Date.now();
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const HOSTS = ['meet.example'];
const PROBLEM = 'urn:ietf:params:acme:error';

describe('keepAcme', () => {
  let { folder, store } = newFolder();
  const closing: (() => Promise<void>)[] = [];

  beforeEach(() => ({ folder, store } = newFolder()));
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });

  async function ask(
    directory: string,
    { shown = true, hosts = HOSTS, caFile = null as string | null } = {},
  ): Promise<unknown> {
    const http = await showWebRoot(shown ? folder : '/nowhere');
    closing.push(() => http.close());
    const acme = { directory, email: null, caFile };
    const patience = { front: 100, request: 300, poll: 1 };
    return await keepAcme({ acme, hosts, httpPort: http.port }, store, NOW, patience).catch(
      (error: unknown) => error,
    );
  }

  async function refusalOf(reply: Reply | null): Promise<AcmeError> {
    const directory = await startDirectory(reply);
    closing.push(directory.close);
    const error = await ask(directory.url);
    if (!(error instanceof AcmeError)) throw new Error(`not refused: ${String(error)}`);
    return error;
  }

  it('waits as long as a directory that was asked too often says', async () => {
    const body = { type: `${PROBLEM}:rateLimited`, detail: 'too many\ncertificates.' };
    const error = await refusalOf({ status: 429, body, headers: { 'Retry-After': '3600' } });
    expect(error.code).toBe('rate-limited');
    expect(error.message).toBe('The directory was asked too often and said: “too many certificates”.');
    expect(error.retryAfterMs).toBe(HOUR_MS);
  });

  it('waits until the date that a directory says', async () => {
    const headers = { 'Retry-After': new Date(Date.now() + HOUR_MS).toUTCString() };
    const error = await refusalOf({ status: 503, headers });
    expect(error.code).toBe('directory-failed');
    expect(error.message).toContain('status 503');
    expect(error.retryAfterMs).toBeGreaterThan(HOUR_MS / 2);
  });

  it('says what a directory refused', async () => {
    const body = { type: `${PROBLEM}:rejectedIdentifier`, detail: 'not this name' };
    const error = await refusalOf({ status: 400, body });
    expect([error.code, error.retryAfterMs]).toEqual(['directory-refused', null]);
    expect(error.message).toBe('The directory refused and said: “not this name”.');
  });

  it('does not wait for ever for a directory that says nothing', async () => {
    const error = await refusalOf(null);
    expect(error.code).toBe('directory-unreachable');
    expect(error.message).toContain('takes too long');
  });

  it('says that nobody is where the directory should be', async () => {
    const gone = await startDirectory(null);
    await gone.close();
    expect(await ask(gone.url)).toEqual(jasmine.objectContaining({ code: 'directory-unreachable' }));
  });

  it('says that what it asked is no directory', async () => {
    const page = await showWebRoot(folder);
    closing.push(() => page.close());
    store.write('www/directory', '<!doctype html>');
    const error = await ask(`http://127.0.0.1:${String(page.port)}/directory`);
    expect(error).toEqual(jasmine.objectContaining({ code: 'directory-failed' }));
    expect(String(error)).toContain('is none');
  });

  it('names the variable whose file is not there', async () => {
    const error = await ask('http://127.0.0.1:1/', { caFile: '/nowhere/at/all' });
    expect(error).toEqual(jasmine.objectContaining({ name: 'ConfigError' }));
    expect(String(error)).toContain('ACME_CA_FILE names a file that cannot be read.');
  });

  it('asks nothing of the directory before plain http shows what it would look for', async () => {
    const directory = await startDirectory({ status: 500 });
    closing.push(directory.close);
    const error = await ask(directory.url, { shown: false });
    expect(error).toEqual(jasmine.objectContaining({ code: 'plain-http-silent' }));
    expect(directory.asked).toEqual([]);
    expect(store.current).withContext('nginx can start').not.toBeNull();
    expect(readdirSync(join(folder, 'www/.well-known/acme-challenge'))).toEqual([]);
  });

  it('has one account however often it fails', async () => {
    const directory = await startDirectory({ status: 500 });
    closing.push(directory.close);
    await ask(directory.url);
    const account = store.read('private/acme-account.json');
    await ask(directory.url);
    expect(account).toContain('PRIVATE KEY');
    expect(store.read('private/acme-account.json')).toBe(account);
    const other = await startDirectory({ status: 500 });
    closing.push(other.close);
    await ask(other.url);
    expect(store.read('private/acme-account.json')).withContext('another directory').not.toBe(account);
  });

  it('keeps its secrets for itself', async () => {
    await refusalOf({ status: 500 });
    expect(statSync(join(folder, 'private')).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(join(folder, 'private')))
      expect(statSync(join(folder, 'private', name)).mode & 0o777)
        .withContext(name)
        .toBe(0o600);
  });

  describe('and a certificate it was given', () => {
    const DIRECTORY = 'http://127.0.0.1:1/directory';
    let authority: Authority;

    beforeEach(async () => {
      authority = await Authority.keep(newFolder().store, NOW);
      useGiven(store, DIRECTORY, await authority.issue(HOSTS, NOW), HOSTS);
    });

    it('keeps it', async () => {
      expect(await ask(DIRECTORY)).toBeFalse();
    });

    it('keeps it in use while another cannot be had', async () => {
      const before = store.current;
      const error = await ask(DIRECTORY, { hosts: [...HOSTS, 'turn.meet.example'] });
      expect(error).toBeInstanceOf(AcmeError);
      expect(store.current).toEqual(before);
    });

    it('keeps it in use where another is for somebody else, or its key', async () => {
      const before = store.current;
      const [other, own] = [await authority.issue(['other.example'], NOW), await authority.issue(HOSTS, NOW)];
      for (const pair of [other, { chain: own.chain, key: other.key }, { chain: 'nothing', key: own.key }])
        expect(() => useGiven(store, DIRECTORY, pair, HOSTS)).toThrowError(AcmeError, /not for this host/);
      expect(store.current).toEqual(before);
      expect(await ask(DIRECTORY)).toBeFalse();
    });

    const stale: Readonly<Record<string, () => Promise<unknown>>> = {
      'another directory': () => ask('http://127.0.0.1:2/directory'),
      'another name': () => ask(DIRECTORY, { hosts: ['other.example'] }),
      'a certificate of another origin in its place': async () => {
        store.use(await authority.issue(HOSTS, NOW));
        return await ask(DIRECTORY);
      },
      'its key gone': async () => {
        store.write('privkey.pem', (await authority.issue(HOSTS, NOW)).key, 0o640);
        return await ask(DIRECTORY);
      },
      'two thirds of its life over': async () => {
        useGiven(store, DIRECTORY, await authority.issue(HOSTS, NOW - 300 * DAY_MS), HOSTS);
        return await ask(DIRECTORY);
      },
    };
    for (const [what, asked] of Object.entries(stale)) {
      it(`asks again for ${what}`, async () => {
        expect(await asked()).toEqual(jasmine.objectContaining({ code: 'directory-unreachable' }));
      });
    }

    it('puts a pair that fits in the place of one that does not, or nginx could not start', async () => {
      const chain = store.current?.chain;
      store.write('privkey.pem', (await authority.issue(HOSTS, NOW)).key, 0o640);
      await ask(DIRECTORY);
      const { current } = store;
      expect(current?.chain).not.toBe(chain);
      expect(firstIn(current?.chain ?? '')?.subject).toBe('CN=Parley');
    });
  });
});
