import { StunProtocol, Message, classes, methods } from 'werift-ice';
import { fail, ok, warn } from '../finding.ts';
import type { Finding } from '../finding.ts';
import { reasonOf, within } from '../net/patience.ts';
import type { Patient } from '../patient.ts';
import { relayAddresses } from '../turn/relay-address.ts';
import type { RelayAddress } from '../turn/relay-address.ts';

/** Whether browsers will learn under which address the internet sees them. */
export async function checkStun(patient: Patient): Promise<Finding[]> {
  const session = await patient.session().catch(() => null);
  if (session === null) return [];
  const { addresses, unreadable } = relayAddresses(session.prepared.iceServers);
  const broken = unreadable.map((url) =>
    fail('STUN and TURN addresses', `${url} is no address of a server.`, 'TURN_URLS=turn:{host}:3478'),
  );
  // A TURN server over UDP answers the same question.
  const places = uniqueBy(addresses.filter(({ transport }) => transport === 'udp'));
  if (places.length === 0) {
    const saw = 'None is offered: two people behind routers may not find each other.';
    return [...broken, warn('STUN', saw, 'TURN_URLS=stun:{host}:3478,turn:{host}:3478')];
  }
  return [...broken, ...(await Promise.all(places.map((place) => bind(place, patient.patienceMs))))];
}

function uniqueBy(addresses: readonly RelayAddress[]): RelayAddress[] {
  return [
    ...new Map(addresses.map((address) => [`${address.host} ${String(address.port)}`, address])).values(),
  ];
}

async function bind({ host, port }: RelayAddress, patienceMs: number): Promise<Finding> {
  const stun = new StunProtocol();
  const name = `STUN at ${host}:${String(port)}`;
  try {
    await stun.connectionMade(!host.includes(':'));
    const asked = stun.request(new Message(methods.BINDING, classes.REQUEST), [host, port]);
    const [answer] = await within(patienceMs, asked);
    const mapped: unknown = answer.getAttributeValue('XOR-MAPPED-ADDRESS');
    const seen = Array.isArray(mapped) ? String(mapped[0]) : 'an address it does not say';
    return ok(name, `Answers, and sees this machine as ${seen}.`);
  } catch (error) {
    return fail(
      name,
      `${reasonOf(error)}.`,
      `ufw allow ${String(port)}/udp   (and: docker compose up -d turn)`,
    );
  } finally {
    await stun.close();
  }
}
