import { FakeClock } from '../testing/fake-clock.ts';
import { AddressRate, AddressSockets } from './address-limits.ts';

describe('AddressRate', () => {
  let clock: FakeClock;
  let rate: AddressRate;

  beforeEach(() => {
    clock = new FakeClock();
    rate = new AddressRate({ burst: 2, perSecond: 1 }, clock);
  });

  it('limits each address by itself, and lets it go on with time', () => {
    expect([rate.take('a'), rate.take('a'), rate.take('a'), rate.take('b')]).toEqual([
      true,
      true,
      false,
      true,
    ]);
    clock.advance(1000);
    expect([rate.take('a'), rate.take('a')]).toEqual([true, false]);
  });

  it('forgets who has been quiet', () => {
    rate.take('a');
    clock.advance(59_999);
    rate.take('b');
    rate.take('b');
    clock.advance(1);
    rate.take('c');
    expect(rate.size).toBe(2);
    expect(rate.take('b')).toBeFalse();
  });

  it('remembers no more than it has room for', () => {
    for (let n = 0; n < 50_010; n += 1) rate.take(String(n));
    expect(rate.size).toBe(50_000);
  });
});

describe('AddressSockets', () => {
  it('counts sockets of each address until they close, once each', () => {
    const sockets = new AddressSockets(2);
    const first = sockets.open('a');
    expect(sockets.open('a')).not.toBeNull();
    expect(sockets.open('a')).toBeNull();
    expect(sockets.open('b')).not.toBeNull();
    first?.();
    first?.();
    expect(sockets.open('a')).not.toBeNull();
    expect(sockets.open('a')).toBeNull();
  });
});
