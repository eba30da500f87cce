import { fail, ok, warn } from '../finding.ts';
import type { Finding } from '../finding.ts';
import { ask } from '../net/ask.ts';
import { reasonOf } from '../net/patience.ts';
import type { Patient } from '../patient.ts';

const SET = 'timedatectl set-ntp true   (on the server; on this machine, if it is the one that is wrong)';
const NOTICED_MS = 5_000;
/** Tokens that open PeerServer last this long, and so would be dead on arrival elsewhere. */
const HARMFUL_MS = 60_000;

/** Whether the clocks agree, and whether the credentials for the relay are still good by them. */
export async function checkClock(patient: Patient): Promise<Finding[]> {
  return [await serverClock(patient), ...(await credentials(patient))];
}

async function serverClock({ url, now, patienceMs }: Patient): Promise<Finding> {
  const name = 'Clock';
  try {
    const before = now();
    const { headers } = await ask(new URL('/', url), patienceMs);
    const server = Date.parse(headers.date ?? '');
    if (Number.isNaN(server))
      return warn(name, 'The server does not say what time it is.', 'nginx sends Date by itself');
    // `Date` has whole seconds, and some time passed on the way.
    const offMs = Math.max(0, Math.abs(server + 500 - (before + now()) / 2) - 500);
    if (offMs < NOTICED_MS) return ok(name, 'The server and this machine agree.');
    const saw = `The server and this machine differ by ${seconds(offMs)}.`;
    return offMs < HARMFUL_MS ? warn(name, saw, SET) : fail(name, saw, SET);
  } catch (error) {
    return fail(name, `The server did not say: ${reasonOf(error)}.`, 'docker compose up -d');
  }
}

/** Credentials made from a shared secret begin with the second they end in. */
async function credentials(patient: Patient): Promise<Finding[]> {
  const opened = await patient.session().catch(() => null);
  const name = 'Relay credentials in time';
  const ends = (opened?.prepared.iceServers ?? []).flatMap(({ username }) => {
    const end = /^(\d{9,11})(?::|$)/.exec(username ?? '')?.[1];
    return end === undefined ? [] : [Number(end) * 1000];
  });
  if (ends.length === 0) return [];
  const leftMs = Math.min(...ends) - patient.now();
  if (leftMs > 0) return [ok(name, `Good for another ${seconds(leftMs)}.`)];
  return [fail(name, `Ended ${seconds(-leftMs)} ago by the clock of this machine.`, SET)];
}

function seconds(ms: number): string {
  return ms < 120_000 ? `${String(Math.round(ms / 1000))} s` : `${String(Math.round(ms / 60_000))} min`;
}
