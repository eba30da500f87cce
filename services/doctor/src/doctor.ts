import { checkApp } from './checks/app.ts';
import { checkCertificate } from './checks/certificate.ts';
import { checkClock } from './checks/clock.ts';
import { checkDns } from './checks/dns.ts';
import { checkHeaders } from './checks/headers.ts';
import { checkPeerServer } from './checks/peer-server.ts';
import { checkReady } from './checks/ready.ts';
import { checkRedirect } from './checks/redirect.ts';
import { checkSignaling } from './checks/signaling.ts';
import { checkStun } from './checks/stun.ts';
import { checkTurn } from './checks/turn.ts';
import { checkWebSocket } from './checks/websocket.ts';
import { fail } from './finding.ts';
import type { Finding } from './finding.ts';
import { reasonOf } from './net/patience.ts';
import type { Patient } from './patient.ts';

type Check = (patient: Patient) => Promise<Finding[]>;

/** From the outside in: what comes first explains what comes later. */
const CHECKS: readonly Check[] = [
  checkDns,
  checkCertificate,
  checkRedirect,
  checkApp,
  checkHeaders,
  checkReady,
  checkWebSocket,
  checkSignaling,
  checkPeerServer,
  checkStun,
  checkTurn,
  checkClock,
];

/**
 * Looks at everything at once and tells it in order, each check as soon as those before it are told. A check that breaks
 * is itself a finding.
 */
export async function* examine(patient: Patient): AsyncGenerator<Finding> {
  const running = CHECKS.map((check) => check(patient).catch((error: unknown) => [broken(check, error)]));
  for (const findings of running) yield* await findings;
}

function broken(check: Check, error: unknown): Finding {
  return fail(check.name, `Could not be looked at: ${reasonOf(error)}.`, 'Please report this to the project');
}
