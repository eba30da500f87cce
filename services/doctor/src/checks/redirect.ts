import { fail, ok, warn } from '../finding.ts';
import type { Finding } from '../finding.ts';
import { ask } from '../net/ask.ts';
import { reasonOf } from '../net/patience.ts';
import type { Patient } from '../patient.ts';

const NAME = 'From http to https';
const RETURN =
  'nginx, in the "server" with "listen 80": location / { return 301 https://$host$request_uri; }';

/** Whether a person who types the bare name ends on the page that may use the camera. */
export async function checkRedirect(patient: Patient): Promise<Finding[]> {
  const { httpPort, host, isSecure, patienceMs } = patient;
  if (!isSecure || httpPort === null) return [];
  const url = new URL(patient.url);
  url.protocol = 'http:';
  url.port = String(httpPort);
  url.pathname = '/tea-time';
  try {
    const { status, headers } = await ask(url, patienceMs);
    const location = headers.location ?? '';
    if (status < 300 || status >= 400) {
      return [
        fail(NAME, `http://${host} answers with ${String(status)} instead of leading to https.`, RETURN),
      ];
    }
    const target = URL.canParse(location) ? new URL(location) : null;
    if (target?.protocol !== 'https:' || target.hostname !== patient.url.hostname) {
      return [fail(NAME, `http://${host} leads to ${location === '' ? 'nowhere' : location}.`, RETURN)];
    }
    if (target.pathname !== url.pathname) {
      return [fail(NAME, `http://${host}${url.pathname} leads to ${location}: the room is lost.`, RETURN)];
    }
    return [ok(NAME, `http://${host} leads to https.`)];
  } catch (error) {
    const saw = `http://${host}: ${reasonOf(error)}. Who types the name without https sees an error.`;
    return [warn(NAME, saw, `ufw allow ${String(httpPort)}/tcp`)];
  }
}
