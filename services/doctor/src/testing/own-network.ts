import { spawnSync } from 'node:child_process';
import { networkInterfaces } from 'node:os';

/** Public addresses that are real for nobody but the network of this process, which leads nowhere. */
export const RELAY = { 4: '20.0.0.1', 6: '2600::1' } as const;
export const PEER = { 4: '20.0.0.2', 6: '2600::2' } as const;

function ip(words: string): void {
  const { status, stderr } = spawnSync('ip', words.split(' '), { encoding: 'utf8' });
  if (status !== 0) throw new Error(`ip ${words}: ${stderr}`);
}

/**
 * Gives this process's network, which `unshare --net` made, a way out like a server's, with the one address it relays from.
 * @throws in a network that others use too.
 */
export function furnishNetwork(): void {
  if (Object.keys(networkInterfaces()).some((name) => name !== 'lo'))
    throw new Error('These specs change their network: npm run test:turn gives them one of their own.');
  ip('link set lo up');
  ip('link add out0 type veth peer name out1');
  ip('link set out0 up');
  ip('link set out1 up');
  addAddress('out0', RELAY[4], 24);
  addAddress('out0', RELAY[6], 64);
  ip('route add default dev out0');
}

/** What is sent to one of `addresses` arrives from now on. */
export function welcome(addresses: readonly string[]): void {
  for (const address of addresses) addAddress('lo', address, address.includes(':') ? 128 : 32);
}

function addAddress(device: string, address: string, bits: number): void {
  // Nobody else could have it.
  ip(`addr add ${address}/${String(bits)} dev ${device}${address.includes(':') ? ' nodad' : ''}`);
}
