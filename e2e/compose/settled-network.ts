import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';

/** IFA_F_TENTATIVE of linux/if_addr.h: not known yet whether another machine has that address. */
const TENTATIVE = 0x40;
const FLAGS = 4;

/**
 * A container that starts brings this machine an interface, whose address is its own only a second or two later. Chromium
 * takes that for a change of its network and gives up what it is loading: whoever opens a page waits for it first.
 */
export async function settledNetwork(): Promise<void> {
  await expect.poll(tentativeAddresses, { message: 'the addresses of this machine are settled' }).toEqual([]);
}

function tentativeAddresses(): string[] {
  return addresses().filter(
    (line) => (Number.parseInt(line.split(/\s+/)[FLAGS] ?? '0', 16) & TENTATIVE) !== 0,
  );
}

/** A line for each IPv6 address; none where the system has no such file. */
function addresses(): string[] {
  try {
    return readFileSync('/proc/net/if_inet6', 'utf8').trim().split('\n');
  } catch {
    return [];
  }
}
