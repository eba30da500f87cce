import type { X509Certificate } from 'node:crypto';
import { fail, ok, warn } from '../finding.ts';
import type { Finding } from '../finding.ts';
import { isFor, isParleyAuthority, shownCertificate } from '../net/certificate.ts';
import type { Shown } from '../net/certificate.ts';
import { reasonOf } from '../net/patience.ts';
import { trustStep } from '../net/trust-page.ts';
import type { Patient } from '../patient.ts';

const DAY_MS = 86_400_000;
/** Whoever renews, renews a month before the end: so near the end, nobody does. */
const RENEW_BEFORE_DAYS = 14;
const DATES = ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'];
const NO_ISSUER = ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'];

/** Whether browsers will believe the certificate: in time, for this name, with everything up to a known authority. */
export async function checkCertificate(patient: Patient): Promise<Finding[]> {
  if (!patient.isSecure) return [withoutTls(patient)];
  let shown: Shown;
  try {
    shown = await shownCertificate(patient);
  } catch (error) {
    const step = `nginx, in "server": listen ${String(patient.port)} ssl;`;
    return [fail('Certificate', `No TLS at port ${String(patient.port)}: ${reasonOf(error)}.`, step)];
  }
  return [dates(shown.leaf, patient), names(shown.leaf, patient.host), await chain(shown, patient)];
}

function withoutTls({ url, host }: Patient): Finding {
  if (['localhost', '127.0.0.1', '::1'].includes(host)) {
    return warn(
      'Certificate',
      'Plain http, which browsers allow on this machine only.',
      'docker compose up -d',
    );
  }
  const saw = 'Plain http: browsers give camera and microphone to https pages only.';
  return fail('Certificate', saw, `Set up TLS and open https://${url.host} (README, "Host it")`);
}

function dates(leaf: X509Certificate, { now }: Patient): Finding {
  const name = 'Certificate dates';
  const days = Math.floor((leaf.validToDate.getTime() - now()) / DAY_MS);
  const until = leaf.validToDate.toISOString().slice(0, 10);
  if (days < 0) return fail(name, `Expired on ${until}.`, RENEW);
  if (leaf.validFromDate.getTime() > now()) {
    const from = leaf.validFromDate.toISOString();
    return fail(
      name,
      `Valid only from ${from} on.`,
      'timedatectl set-ntp true   (one of the clocks is wrong)',
    );
  }
  const left = `${String(days)} ${days === 1 ? 'day' : 'days'} left, until ${until}.`;
  return days < RENEW_BEFORE_DAYS ? warn(name, left, RENEW) : ok(name, left);
}

const RENEW = 'docker compose restart certs web   (own files: put the renewed ones in their place first)';

function names(leaf: X509Certificate, host: string): Finding {
  const name = 'Certificate names';
  const made = leaf.subjectAltName?.replaceAll(/(?:DNS|IP Address):/g, '') ?? 'no name at all';
  if (isFor(leaf, host)) return ok(name, `Made for ${made}.`);
  return fail(name, `Made for ${made}, not for ${host}.`, `Get a certificate whose names include ${host}`);
}

async function chain({ leaf, length, distrust }: Shown, patient: Patient): Promise<Finding> {
  const name = 'Certificate chain';
  if (distrust === null) return ok(name, `Complete and trusted: issued by ${oneLine(leaf.issuer)}.`);
  // Told already; what else may be wrong shows once the dates are right.
  if (DATES.includes(distrust)) return warn(name, 'Not looked at: the dates come first.', RENEW);
  if (isParleyAuthority(leaf)) {
    const saw = 'Made by the Parley authority of this deployment, which every device has to trust once.';
    return warn(name, saw, await trustStep(patient));
  }
  if (NO_ISSUER.includes(distrust) && length === 1 && leaf.issuer !== leaf.subject) {
    const saw = 'The server sends its own certificate only; phones need those in between as well.';
    return fail(name, saw, 'nginx: ssl_certificate must name the full chain: fullchain.pem, not cert.pem');
  }
  const saw = `No browser trusts it (${distrust}): issued by ${oneLine(leaf.issuer)}.`;
  return fail(
    name,
    saw,
    'Use a certificate of a public authority, or the LAN authority of Parley (README, "Host it")',
  );
}

function oneLine(distinguishedName: string): string {
  return distinguishedName.replaceAll('\n', ', ');
}
