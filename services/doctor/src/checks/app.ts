import { randomUUID } from 'node:crypto';
import { fail, ok } from '../finding.ts';
import type { Finding } from '../finding.ts';
import { ask } from '../net/ask.ts';
import type { Answer } from '../net/ask.ts';
import { reasonOf } from '../net/patience.ts';
import type { Patient } from '../patient.ts';

/** What of the app is asked for, and what gives it away. */
interface Part {
  readonly name: string;
  readonly path: string;
  readonly sign: RegExp;
  /** How nginx serves it. */
  readonly line: string;
}

function parts(): Part[] {
  return [
    {
      name: 'App: first page',
      path: '/',
      sign: /<app-root/,
      line: 'nginx: location = / { try_files /index.html =404; add_header Cache-Control "no-cache"; }',
    },
    {
      name: 'App: a room link',
      path: `/${randomUUID()}`,
      sign: /<app-root/,
      line: 'nginx: location / { try_files $uri /room.html; add_header Cache-Control "no-cache"; }',
    },
    {
      name: 'App: updates',
      path: '/ngsw.json',
      sign: /"configVersion"/,
      line: 'nginx: location = /ngsw.json { add_header Cache-Control "no-cache"; }',
    },
  ];
}

/** Whether the app comes, also for the link of a room, and whether browsers will notice its next version. */
export function checkApp(patient: Patient): Promise<Finding[]> {
  return Promise.all(parts().map((part) => look(part, patient)));
}

async function look({ name, path, sign, line }: Part, { url, patienceMs }: Patient): Promise<Finding> {
  let answer: Answer;
  try {
    answer = await ask(new URL(path, url), patienceMs);
  } catch (error) {
    return fail(name, `${path}: ${reasonOf(error)}.`, 'docker compose up -d web');
  }
  const { status, headers, body } = answer;
  if (status === 502 || status === 504) {
    return fail(
      name,
      `${path}: the proxy reaches nobody behind it (${String(status)}).`,
      'docker compose up -d',
    );
  }
  if (status !== 200) return fail(name, `${path}: answered with ${String(status)}.`, line);
  if (!sign.test(body)) return fail(name, `${path}: something answers, but it is not Parley.`, line);
  const kept = headers['cache-control'] ?? '';
  if (/no-cache|no-store|max-age=0/.test(kept)) return ok(name, `Served, and asked for anew each time.`);
  const saw = `${path} may be kept by browsers (${kept === '' ? 'no Cache-Control' : kept}): updates come late or never.`;
  return fail(name, saw, line);
}
