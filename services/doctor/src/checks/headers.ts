import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';
import { fail, ok, warn } from '../finding.ts';
import type { Finding } from '../finding.ts';
import { ask } from '../net/ask.ts';
import { isParleyAuthority, shownCertificate } from '../net/certificate.ts';
import { reasonOf } from '../net/patience.ts';
import type { Patient } from '../patient.ts';

const POLICY = 'Content-Security-Policy';
const PASS_ON = (header: string) =>
  `nginx, in "location /": proxy_pass_header ${header};   (and no proxy_hide_header ${header})`;

/** Directives without which a page that was tampered with could load what it likes. */
const STRICT = ["default-src 'none'", "base-uri 'none'", 'frame-ancestors', 'connect-src'];

/** Whether the page is protected as the service meant it, and may use the camera at all. */
export async function checkHeaders(patient: Patient): Promise<Finding[]> {
  try {
    const { headers } = await ask(new URL('/', patient.url), patient.patienceMs);
    return [policy(headers), permissions(headers), ...small(headers), ...(await transport(headers, patient))];
  } catch (error) {
    return [
      fail('Security headers', `The page did not come: ${reasonOf(error)}.`, 'docker compose logs web'),
    ];
  }
}

function policy(headers: IncomingHttpHeaders): Finding {
  const value = textOf(headers['content-security-policy']);
  if (value === '') return fail(POLICY, 'Missing.', PASS_ON(POLICY));
  const missing = STRICT.filter((directive) => !value.includes(directive));
  if (value.includes("'unsafe-eval'")) missing.push("no 'unsafe-eval'");
  if (missing.length === 0) return ok(POLICY, 'Strict, as the service sets it.');
  return fail(POLICY, `Weaker than the service's own: ${missing.join(', ')} is missing.`, PASS_ON(POLICY));
}

function permissions(headers: IncomingHttpHeaders): Finding {
  const name = 'Permissions-Policy';
  const value = textOf(headers['permissions-policy']);
  if (value === '') return warn(name, 'Missing.', PASS_ON(name));
  const blocked = ['camera', 'microphone', 'display-capture'].filter((feature) =>
    value.includes(`${feature}=()`),
  );
  if (blocked.length === 0) return ok(name, 'Camera, microphone and screen are allowed.');
  const line = `nginx: add_header Permissions-Policy "${blocked.map((feature) => `${feature}=(self)`).join(', ')}" always;`;
  return fail(name, `Forbids ${blocked.join(' and ')}: nobody can be seen or heard.`, line);
}

const SMALL = [
  { name: 'X-Content-Type-Options', wanted: 'nosniff' },
  { name: 'Referrer-Policy', wanted: 'no-referrer' },
] as const;

function small(headers: IncomingHttpHeaders): Finding[] {
  return SMALL.map(({ name, wanted }) => {
    const value = textOf(headers[name.toLowerCase()]);
    if (value.includes(wanted)) return ok(name, `${wanted}.`);
    return warn(
      name,
      value === '' ? 'Missing.' : `${value}.`,
      `nginx: add_header ${name} "${wanted}" always;`,
    );
  });
}

/**
 * Browsers obey it for names only, and only where they trust the certificate. A deployment that is its own authority must
 * not ask for it: no other device could come by plain http to be told how to trust it.
 */
async function transport(headers: IncomingHttpHeaders, patient: Patient): Promise<Finding[]> {
  if (!patient.isSecure || isIP(patient.host)) return [];
  const shown = await shownCertificate(patient).catch(() => null);
  if (shown !== null && isParleyAuthority(shown.leaf)) return [];
  const name = 'Strict-Transport-Security';
  const seconds = Number(/max-age=(\d+)/.exec(textOf(headers['strict-transport-security']))?.[1] ?? 0);
  if (seconds > 0) return [ok(name, `For ${String(Math.round(seconds / 86_400))} days.`)];
  const line = `nginx, in "server": add_header ${name} "max-age=31536000" always;`;
  return [warn(name, 'Missing: the first visit of the day may still be plain http.', line)];
}

function textOf(value: string | string[] | undefined): string {
  return Array.isArray(value) ? value.join(', ') : (value ?? '');
}
