import { fail, ok } from '../finding.ts';
import type { Finding } from '../finding.ts';
import { NotUpgraded, firstText } from '../net/open-socket.ts';
import { reasonOf } from '../net/patience.ts';
import type { Session } from '../net/session.ts';
import type { Patient } from '../patient.ts';
import { stepFor } from './websocket.ts';

const NAME = 'PeerServer';

/** Whether offers and answers will get from one browser to another. */
export async function checkPeerServer(patient: Patient): Promise<Finding[]> {
  const session = await patient.session().catch(() => null);
  if (session === null) return [fail(NAME, 'Not reached: signaling comes first.', 'See "Signaling"')];
  try {
    const hello = await firstText(address(patient.url, session), patient.url.origin, patient.patienceMs);
    if (hello.includes('"OPEN"')) return [ok(NAME, 'Opens with the token of a visitor.')];
    return [fail(NAME, `Answers with ${hello.slice(0, 60)}.`, 'docker compose logs signaling')];
  } catch (error) {
    const isRefused = error instanceof NotUpgraded && error.status === 401;
    // Signed by one process and read by another.
    const step = isRefused
      ? 'SESSION_SECRET=<the same 32 random characters for every signaling node>'
      : stepFor('/peer/', error, patient.url.origin);
    return [fail(NAME, `/peer/: ${reasonOf(error)}.`, step)];
  }
}

function address(url: URL, { prepared }: Session): URL {
  const { participantId, peerToken } = prepared;
  const query = new URLSearchParams({ key: 'parley', id: participantId, token: peerToken, version: '1.5.5' });
  return new URL(`/peer/peerjs?${query.toString()}`, url);
}
