import { fail, ok, warn } from '../finding.ts';
import type { Finding } from '../finding.ts';
import { ask } from '../net/ask.ts';
import { reasonOf } from '../net/patience.ts';
import type { Patient } from '../patient.ts';

const NAME = 'Ready';

/** Whether the service says itself that it takes visitors. */
export async function checkReady({ url, patienceMs }: Patient): Promise<Finding[]> {
  try {
    const { status, body } = await ask(new URL('/readyz', url), patienceMs);
    if (status === 200 && body.includes('"ready"')) return [ok(NAME, '/readyz says ready.')];
    if (status === 503) {
      return [fail(NAME, '/readyz says no: the service is stopping.', 'docker compose up -d signaling')];
    }
    const line = 'nginx: location = /readyz { proxy_pass http://signaling:3000; }';
    return [warn(NAME, `/readyz does not lead to the service (${String(status)}).`, line)];
  } catch (error) {
    return [fail(NAME, `/readyz: ${reasonOf(error)}.`, 'docker compose up -d')];
  }
}
