import { fail, ok } from '../finding.ts';
import type { Finding } from '../finding.ts';
import { reasonOf } from '../net/patience.ts';
import { Refused } from '../net/session.ts';
import type { Patient } from '../patient.ts';

const NAME = 'Signaling';

const STEPS: Readonly<Record<string, string>> = {
  'version-mismatch':
    'docker compose pull && docker compose up -d   (app and service are of different versions)',
  'rate-limited': 'TRUST_PROXY=1   (without it all visitors count as one address)',
  unavailable: 'docker compose up -d signaling   (it was told to stop)',
};

/** Whether the service lets a visitor in, and how fast. */
export async function checkSignaling(patient: Patient): Promise<Finding[]> {
  try {
    const { connectMs, answerMs } = await patient.session();
    const saw = `Connected in ${rounded(connectMs)} ms, answered in ${rounded(answerMs)} ms.`;
    return [ok(NAME, saw)];
  } catch (error) {
    const step = error instanceof Refused ? STEPS[error.code] : undefined;
    return [fail(NAME, `No visitor gets in: ${reasonOf(error)}.`, step ?? 'docker compose logs signaling')];
  }
}

function rounded(milliseconds: number): string {
  return String(Math.round(milliseconds));
}
