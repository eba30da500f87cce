import { fail, ok, warn } from '../finding.ts';
import type { Finding } from '../finding.ts';
import { reasonOf } from '../net/patience.ts';
import { Allocation } from '../turn/allocation.ts';
import type { RelayAddress } from '../turn/relay-address.ts';
import { TurnRefusal } from '../turn/wire.ts';

/** What must not be reached through a relay: itself, and the desk where clouds hand out the keys of a machine. */
const FORBIDDEN = [
  { address: '127.0.0.1', line: 'turnserver.conf: denied-peer-ip=127.0.0.0-127.255.255.255' },
  { address: '169.254.169.254', line: 'turnserver.conf: denied-peer-ip=169.254.0.0-169.254.255.255' },
] as const;

/** Its certificate was looked at when the relay was tried. */
const ANYBODY = null;

/** Whether a relay that works does so only for whom it should, and only to where it should. */
export async function relaySafety(relay: RelayAddress, patienceMs: number): Promise<Finding[]> {
  return [await strangers(relay, patienceMs), ...(await inside(relay, patienceMs))];
}

async function strangers(relay: RelayAddress, patienceMs: number): Promise<Finding> {
  const name = 'TURN for strangers';
  const line = 'turnserver.conf: use-auth-secret   (and no line no-auth)';
  try {
    const wrong = { ...relay, credential: `${relay.credential}-not` };
    const allocation = await Allocation.make(wrong, ANYBODY, patienceMs);
    await allocation.close();
    return fail(name, 'Wrong credentials are accepted: anybody may send through this relay.', line);
  } catch (error) {
    if (error instanceof TurnRefusal) return ok(name, 'Wrong credentials are refused.');
    return warn(name, `Wrong credentials: ${reasonOf(error)}.`, line);
  }
}

async function inside(relay: RelayAddress, patienceMs: number): Promise<Finding[]> {
  const name = 'TURN to the inside';
  const findings: Finding[] = [];
  for (const { address, line } of FORBIDDEN) {
    try {
      // One each: a refusal is the end of a conversation.
      const allocation = await Allocation.make(relay, ANYBODY, patienceMs);
      const isOpen = await allocation.wouldReach(address).finally(() => allocation.close());
      findings.push(
        isOpen ? fail(name, `Would carry to ${address}.`, line) : ok(name, `Refuses ${address}.`),
      );
    } catch (error) {
      findings.push(warn(name, `${address}: ${reasonOf(error)}.`, line));
    }
  }
  return findings;
}
