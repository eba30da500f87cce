import { VARIABLES } from './variables.ts';

/** Variables of other parts of a deployment, which may well stand beside ours. */
export const ELSEWHERE: readonly string[] = [
  'TURN_PORT',
  'TURN_TLS_PORT',
  'TURN_MIN_PORT',
  'TURN_MAX_PORT',
  'TURN_RELAY_IP',
  'TURN_LISTEN_IP',
  'TURN_REALM',
  'TURN_CERTIFICATES',
  'TURN_RUN',
  'TURN_CONFIG',
  'TURN_WATCH_SECONDS',
  'TURN_NAME',
  'TURN_HOST',
  'PARLEY_HOST',
];

/** What begins like this is meant for us: no platform we know of sets such a variable. */
const OURS = /^(?:ROOM_|TURN_|ICE_|AWAIT_|SOCKETS_PER_|VISITS_PER_|PARLEY_)/i;

/** What Kubernetes and Docker tell every process of a service that is called, say, `turn`. */
const LINKED = /_SERVICE_(?:HOST|PORT)(?:_\w+)?$|_PORT(?:_\d+_(?:TCP|UDP)(?:_(?:PROTO|PORT|ADDR))?)?$/;

/** OpenSSL's own, two letters away from ours. https://docs.openssl.org/master/man7/openssl-env/ */
const OPENSSL = /^SSL_CERT_(?:FILE|DIR)$/;

/** Shorter names are like too many others: PORT like POST, HOST like HOME. */
const LONG_ENOUGH = 8;
const NEAR = 2;

/** Letters to add, take away or exchange. https://en.wikipedia.org/wiki/Levenshtein_distance */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, letter] of Array.from(one).entries()) {
    const next = [index + 1];
    for (const [column, its] of Array.from(other).entries()) {
      const [left = 0, above = 0, corner = 0] = [next[column], row[column + 1], row[column]];
      next.push(Math.min(left + 1, above + 1, corner + (its === letter ? 0 : 1)));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

interface Candidate {
  readonly ours: string;
  readonly far: number;
}

/** The name that was most likely meant: one of the same first word, if there is any. */
function nearestTo(name: string, known: readonly string[]): Candidate | null {
  const upper = name.toUpperCase();
  const [first] = upper.split('_');
  const ranked = known
    .map((ours) => ({ ours, far: distance(upper, ours), kin: Number(ours.split('_')[0] === first) }))
    .sort((a, b) => b.kin - a.kin || a.far - b.far);
  return ranked[0] ?? null;
}

function isMeantForUs(name: string, { ours, far }: Candidate): boolean {
  if (OURS.test(name)) return !LINKED.test(name);
  if (OPENSSL.test(name)) return false;
  // REDIS_URL_1 and STATIC_DIR_OLD are somebody else's.
  return ours.length >= LONG_ENOUGH && far <= NEAR && !name.startsWith(`${ours}_`);
}

/**
 * A sentence about the first of `names` that can only be a slip of the pen: it begins as ours do, or is one or two
 * letters away from one of them. The rest of an environment is none of our business. `null` where there is none.
 */
export function unknownVariable(names: readonly string[]): string | null {
  const known = [...Object.keys(VARIABLES), ...ELSEWHERE];
  for (const name of names) {
    const nearest = known.includes(name) ? null : nearestTo(name, known);
    if (nearest && isMeantForUs(name, nearest))
      return `${name} is no variable of Parley: is ${nearest.ours} meant? docs/configuration.md lists all.`;
  }
  return null;
}
