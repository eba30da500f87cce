import { X509Certificate } from 'node:crypto';
import { covers } from '../certificate.ts';
import { newFolder } from '../testing/folder.ts';
import { lanAddresses, lanHosts } from './addresses.ts';
import { keepLan } from './lan.ts';

const DAY_MS = 86_400_000;
const NOW = Date.now();

describe('keepLan', () => {
  it('makes a certificate once, for this machine and the names it was given', async () => {
    const { store } = newFolder();
    const config = { hosts: ['meet.family'], httpsPort: 443 };
    expect(await keepLan(config, store, NOW)).toBeTrue();
    const leaf = new X509Certificate(store.current?.chain ?? '');
    for (const host of ['meet.family', 'localhost', '127.0.0.1', ...lanAddresses()]) {
      expect(covers(leaf, host)).withContext(host).toBeTrue();
    }
    expect(await keepLan(config, store, NOW)).toBeFalse();
  });

  it('makes another for a new name, and when two thirds of its life are over', async () => {
    const { store } = newFolder();
    await keepLan({ hosts: [], httpsPort: 443 }, store, NOW);
    expect(await keepLan({ hosts: ['new.name'], httpsPort: 443 }, store, NOW)).toBeTrue();
    expect(await keepLan({ hosts: ['new.name'], httpsPort: 443 }, store, NOW + 200 * DAY_MS)).toBeFalse();
    expect(await keepLan({ hosts: ['new.name'], httpsPort: 443 }, store, NOW + 270 * DAY_MS)).toBeTrue();
  });

  it('explains in two languages how to trust it, with what to compare and where to go', async () => {
    const { store } = newFolder();
    await keepLan({ hosts: ['meet.family'], httpsPort: 8443 }, store, NOW);
    const [english, german] = [
      store.read('www/trust/index.html') ?? '',
      store.read('www/trust/de.html') ?? '',
    ];
    for (const page of [english, german]) {
      expect(page).toContain('href="https://meet.family:8443/"');
      expect(page).toContain('<svg');
      expect(page).not.toContain('<script');
      expect(page).not.toMatch(/(?:src|url)\s*[=(]\s*["']?http/);
      for (const name of ['iPhone', 'Android', 'Windows', 'Firefox']) expect(page).toContain(name);
    }
    const fingerprint = new X509Certificate(store.read('private/authority.pem') ?? '').fingerprint256;
    expect(english).toContain(fingerprint.replaceAll(':', ' '));
    const profile = store.read('www/trust/parley.mobileconfig') ?? '';
    const content = /<data>(.+)<\/data>/.exec(profile)?.[1] ?? '';
    expect(new X509Certificate(Buffer.from(content, 'base64')).fingerprint256).toBe(fingerprint);
  });
});

describe('lanHosts', () => {
  const address = (text: string, internal = false) => ({
    address: text,
    internal,
    family: 'IPv4' as const,
    netmask: '',
    mac: '',
    cidr: null,
  });

  it('names what others can reach, and each once', () => {
    const interfaces = {
      lo: [address('127.0.0.1', true)],
      wlan0: [address('192.168.1.4'), address('169.254.3.3'), address('192.168.1.4')],
    };
    expect(lanAddresses(interfaces)).toEqual(['192.168.1.4', '192.168.1.4']);
    const hosts = lanHosts(['localhost', 'meet.family'], interfaces);
    expect(hosts.slice(0, 2)).toEqual(['localhost', 'meet.family']);
    expect(new Set(hosts).size).toBe(hosts.length);
  });
});
