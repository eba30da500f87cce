import { fail, ok, warn } from '../finding.ts';
import type { Finding } from '../finding.ts';
import { isFor, isParleyAuthority, shownCertificate } from '../net/certificate.ts';
import { NoAnswer, codeOf, reasonOf } from '../net/patience.ts';
import { trustStep } from '../net/trust-page.ts';
import type { Patient } from '../patient.ts';
import { Allocation } from '../turn/allocation.ts';
import { relayAddresses } from '../turn/relay-address.ts';
import type { RelayAddress, RelayTransport } from '../turn/relay-address.ts';
import { TurnRefusal } from '../turn/wire.ts';
import type { Authorities } from '../turn/wire.ts';
import { relaySafety } from './relay-safety.ts';

const ALL: readonly RelayTransport[] = ['udp', 'tcp', 'tls'];
const URLS = 'TURN_URLS=turn:{host}:3478,turn:{host}:3478?transport=tcp,turns:{host}:5349';

/** Whether those who cannot connect directly can by the relay, over each transport, and nobody can misuse it. */
export async function checkTurn(patient: Patient): Promise<Finding[]> {
  const session = await patient.session().catch(() => null);
  if (session === null) return [];
  const relays = relayAddresses(session.prepared.iceServers).addresses.filter(({ kind }) => kind === 'turn');
  if (relays.length === 0) {
    const saw = 'No relay is offered: people behind strict firewalls may not reach each other.';
    return [warn('TURN', saw, `${URLS}   and TURN_SECRET=<as in turnserver.conf>`)];
  }
  const tried = await Promise.all(relays.map((relay) => allocate(relay, patient)));
  const working = tried.flatMap(({ relay, works }) => (works ? [relay] : []))[0];
  const safety = working === undefined ? [] : await relaySafety(working, patient.patienceMs);
  return [...tried.map(({ finding }) => finding), ...missing(relays), ...safety];
}

interface Try {
  readonly relay: RelayAddress;
  readonly works: boolean;
  readonly finding: Finding;
}

async function allocate(relay: RelayAddress, patient: Patient): Promise<Try> {
  const name = `TURN over ${relay.transport.toUpperCase()} at ${relay.host}:${String(relay.port)}`;
  try {
    return { relay, works: true, finding: ok(name, await give(relay, patient.authorities, patient)) };
  } catch (error) {
    if (isDistrust(error) && (await isByParley(relay, patient))) return byParley(relay, name, patient);
    return { relay, works: false, finding: fail(name, `${sawInstead(error)}.`, stepFor(relay, error)) };
  }
}

async function give(relay: RelayAddress, authorities: Authorities, { patienceMs }: Patient): Promise<string> {
  const allocation = await Allocation.make(relay, authorities, patienceMs);
  await allocation.close();
  return `Gives a port at ${allocation.relayed} in ${String(Math.round(allocation.tookMs))} ms.`;
}

/** A deployment that is its own authority: devices that trust it reach the relay too. */
async function byParley(relay: RelayAddress, name: string, patient: Patient): Promise<Try> {
  try {
    const saw = await give(relay, null, patient);
    const finding = warn(name, `${saw} Its certificate is Parley's own.`, await trustStep(patient));
    return { relay, works: true, finding };
  } catch (error) {
    return { relay, works: false, finding: fail(name, `${sawInstead(error)}.`, stepFor(relay, error)) };
  }
}

async function isByParley({ host, port }: RelayAddress, patient: Patient): Promise<boolean> {
  const { authorities, patienceMs } = patient;
  const shown = await shownCertificate({ host, port, authorities, patienceMs }).catch(() => null);
  return shown !== null && isFor(shown.leaf, host) && isParleyAuthority(shown.leaf);
}

function isDistrust(error: unknown): boolean {
  return /CERT|SELF_SIGNED|ISSUER|ALTNAME|VERIFY/.test(codeOf(error));
}

function sawInstead(error: unknown): string {
  if (isDistrust(error)) return `No browser trusts its certificate (${codeOf(error)})`;
  if (!(error instanceof TurnRefusal)) return reasonOf(error);
  if (error.code === 401) return 'The relay does not accept the credentials that browsers are given (401)';
  if (error.code === 486) return 'The relay has given out all it may (486)';
  return `The relay refused (${String(error.code)})`;
}

function stepFor(relay: RelayAddress, error: unknown): string {
  if (error instanceof TurnRefusal) {
    return error.code === 486
      ? 'turnserver.conf: user-quota and total-quota are too small'
      : 'TURN_SECRET=<the same text as static-auth-secret in turnserver.conf>';
  }
  if (isDistrust(error)) {
    return `turnserver.conf: cert=<full chain for ${relay.host}> and pkey=<its key>, then docker compose restart turn`;
  }
  const open = `ufw allow ${String(relay.port)}/${relay.transport === 'udp' ? 'udp' : 'tcp'}`;
  return error instanceof NoAnswer ? open : `docker compose up -d turn   (and: ${open})`;
}

/** Networks that let nothing but web pages through need the last one. */
function missing(relays: readonly RelayAddress[]): Finding[] {
  const lacks = ALL.filter((transport) => !relays.some((relay) => relay.transport === transport));
  if (lacks.length === 0) return [];
  const words = lacks.map((transport) => transport.toUpperCase()).join(' and ');
  return [warn('TURN transports', `Not offered over ${words}: some networks let nothing else out.`, URLS)];
}
