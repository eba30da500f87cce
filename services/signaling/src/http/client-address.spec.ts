import { addressKey, clientKey } from './client-address.ts';

describe('addressKey', () => {
  const keys: readonly (readonly [string, string | null])[] = [
    ['192.0.2.7', '192.0.2.7'],
    [' 192.0.2.7 ', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['::FFFF:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:0001:0002::1', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:db8:0:0:ffff::', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['::', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['64:ff9b::192.0.2.1', '64:ff9b:0:0::/64'],
    ['', null],
    ['unknown', null],
    ['192.0.2.7:80', null],
    ['192.0.2.256', null],
    ['_hidden', null],
  ];
  for (const [address, key] of keys) {
    it(`of "${address}" is ${String(key)}`, () => {
      expect(addressKey(address)).toBe(key);
    });
  }
});

describe('clientKey', () => {
  function from(
    remoteAddress: string | undefined,
    forwarded: string | undefined,
    trustProxy: number,
  ): string {
    const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
    return clientKey({ headers, socket: remoteAddress === undefined ? {} : { remoteAddress } }, trustProxy);
  }

  it('is the address heard, whatever it says of itself, where no proxy is trusted', () => {
    expect(from('192.0.2.1', '198.51.100.1', 0)).toBe('192.0.2.1');
  });

  it('is what the trusted proxies heard, and not what a client made up', () => {
    expect(from('10.0.0.1', '198.51.100.9, 192.0.2.1', 1)).toBe('192.0.2.1');
    expect(from('10.0.0.1', '198.51.100.9, 192.0.2.1, 10.0.0.2', 2)).toBe('192.0.2.1');
    expect(from('10.0.0.1', '192.0.2.1', 2)).toBe('192.0.2.1');
    expect(from('10.0.0.1', '198.51.100.9, 2001:db8::1', 1)).toBe('2001:db8:0:0::/64');
  });

  it('falls back to the address heard where a proxy says nothing sensible', () => {
    expect(from('10.0.0.1', undefined, 1)).toBe('10.0.0.1');
    expect(from('10.0.0.1', ' , ', 1)).toBe('10.0.0.1');
    expect(from('10.0.0.1', 'unknown', 1)).toBe('10.0.0.1');
    expect(from(undefined, undefined, 0)).toBe('unknown');
  });
});
