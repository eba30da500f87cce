import { type DeviceFinding, type Findings, RELAY_TRANSPORTS } from './findings';

/** Which words say it (`check.verdict.*`). */
export type VerdictWords =
  | 'idle'
  | 'running'
  | 'ok'
  | 'offline'
  | 'unreachable'
  | 'outdated'
  | 'blocked'
  | 'unseenUnheard'
  | 'unheard'
  | 'unseen'
  | 'silent'
  | 'weak'
  | 'relayClosed';

export type Tone = 'info' | 'good' | 'warning' | 'error';

/** The one sentence at the top. */
export interface Verdict {
  readonly words: VerdictWords;
  readonly tone: Tone;
}

/** More than this and a conversation stumbles. */
const SLOW_MS = 400;
const LOSS_PERCENT = 5;

/** What matters most comes first: without a network it is idle to speak of the microphone. */
export function verdictOf(findings: Findings): Verdict {
  const { phase, online, signaling } = findings;
  if (phase !== 'done') return { words: phase, tone: 'info' };
  if (!online) return { words: 'offline', tone: 'error' };
  if (signaling?.kind !== 'reached') {
    return { words: signaling?.code === 'version-mismatch' ? 'outdated' : 'unreachable', tone: 'error' };
  }
  if (!hasWay(findings)) return { words: 'blocked', tone: 'error' };
  return deviceVerdict(findings) ?? pathVerdict(findings) ?? { words: 'ok', tone: 'good' };
}

function hasWay(findings: Findings): boolean {
  return findings.direct === true || hasRelay(findings) || isHidden(findings);
}

function hasRelay({ relays }: Findings): boolean {
  return RELAY_TRANSPORTS.some((transport) => relays[transport] === 'reached');
}

/**
 * Browsers hide the addresses of a device until it may use a camera or a microphone, behind names that not every network
 * passes on (https://datatracker.ietf.org/doc/html/draft-ietf-mmusic-mdns-ice-candidates). Then a failure says nothing.
 */
export function isHidden(findings: Findings): boolean {
  const { camera, microphone, candidates, direct } = findings;
  const isAllowed = [camera, microphone].some((device) => device !== null && device.kind !== 'failed');
  return direct === false && !isAllowed && (candidates?.host ?? 0) > 0;
}

function deviceVerdict({ camera, microphone }: Findings): Verdict | null {
  const [unseen, unheard] = [isMissing(camera), isMissing(microphone)];
  if (unseen && unheard) return { words: 'unseenUnheard', tone: 'error' };
  if (unheard) return { words: 'unheard', tone: 'error' };
  if (unseen) return { words: 'unseen', tone: 'warning' };
  return microphone?.kind === 'silent' ? { words: 'silent', tone: 'warning' } : null;
}

function isMissing(device: DeviceFinding | null): boolean {
  return device?.kind === 'failed';
}

function pathVerdict(findings: Findings): Verdict | null {
  const { path, relays } = findings;
  const offered = RELAY_TRANSPORTS.filter((transport) => relays[transport] !== 'not-offered');
  if (offered.length > 0 && offered.every((transport) => relays[transport] !== 'reached')) {
    return { words: 'relayClosed', tone: 'warning' };
  }
  const isUntried = path?.kind === 'failed' && isHidden(findings);
  return isWeak(path) && !isUntried ? { words: 'weak', tone: 'warning' } : null;
}

/** Whether a conversation over this path would stumble. One that could not be measured is no better. */
export function isWeak(path: Findings['path']): boolean {
  if (path === null) return false;
  return path.kind === 'failed' || path.roundTripMs > SLOW_MS || path.lossPercent > LOSS_PERCENT;
}
