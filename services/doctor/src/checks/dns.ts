import { lookup } from 'node:dns/promises';
import type { LookupAddress } from 'node:dns';
import { connect, isIP } from 'node:net';
import { fail, ok, warn } from '../finding.ts';
import type { Finding } from '../finding.ts';
import { codeOf, reasonOf, within } from '../net/patience.ts';
import type { Patient } from '../patient.ts';

const NAME = 'Name and addresses';

/** Codes of a machine that has no address of that family itself. */
const NOT_FROM_HERE = ['ENETUNREACH', 'EADDRNOTAVAIL', 'EAFNOSUPPORT'];

/** Whether the name leads to addresses, and whether somebody answers at every one of them. */
export async function checkDns(patient: Patient): Promise<Finding[]> {
  const { host, port } = patient;
  let addresses: LookupAddress[];
  try {
    addresses = isIP(host) ? [{ address: host, family: isIP(host) }] : await lookup(host, { all: true });
  } catch (error) {
    const record = `${host}. 300 IN A <the address of your server>`;
    return [fail(NAME, `${host}: ${reasonOf(error)}.`, `At the company that manages the name: ${record}`)];
  }
  return Promise.all(addresses.map((address) => reach(address, port, patient)));
}

async function reach({ address, family }: LookupAddress, port: number, patient: Patient): Promise<Finding> {
  const record = family === 6 ? 'AAAA' : 'A';
  const where = `${patient.host} is ${address}`;
  const socket = connect({ host: address, port });
  try {
    const connected = new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('error', reject);
    });
    await within(patient.patienceMs, connected);
    return ok(NAME, `${where}, and port ${String(port)} answers.`);
  } catch (error) {
    if (family === 6 && NOT_FROM_HERE.includes(codeOf(error))) {
      const step = `Run the doctor once more from a network that has IPv6.`;
      return warn(NAME, `${where}, which this machine cannot reach: it has no IPv6 itself.`, step);
    }
    const saw = `${where}, and at port ${String(port)} ${reasonOf(error)}.`;
    const step = `ufw allow ${String(port)}/tcp   (or, where ${address} is not your server, remove this record: ${patient.host}. IN ${record} ${address})`;
    return fail(NAME, saw, step);
  } finally {
    socket.destroy();
  }
}
