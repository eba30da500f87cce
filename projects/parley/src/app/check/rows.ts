import {
  type DeviceFinding,
  type Findings,
  RELAY_TRANSPORTS,
  type RelayFinding,
  type RelayTransport,
} from './findings';
import { isHidden, isWeak } from './verdict';

export type RowName = 'camera' | 'microphone' | 'speaker' | 'server' | 'direct' | 'quality' | RelayTransport;

/** `info`: nothing to worry about, and nothing to praise. */
export type RowState = 'waiting' | 'running' | 'ok' | 'info' | 'warn' | 'fail';

/** A text of the translation files. `what` names another one that goes into it. */
export interface Words {
  readonly key: string;
  readonly params?: Readonly<Record<string, number>>;
  readonly what?: string;
}

/** One line of the page. */
export interface Row {
  readonly name: RowName;
  readonly state: RowState;
  readonly words: Words;
  /** What the person can do. */
  readonly step: Words | null;
}

type Rest = Omit<Row, 'name'>;

/** What is wrong or right with this device. */
export function deviceRows(findings: Findings): readonly Row[] {
  const { camera, microphone, speaker } = findings;
  return [
    { name: 'camera', ...(camera === null ? pending(findings) : device('camera', camera)) },
    { name: 'microphone', ...(microphone === null ? pending(findings) : device('microphone', microphone)) },
    { name: 'speaker', ...(speaker === null ? pending(findings) : speakerRow(speaker)) },
  ];
}

/** What is wrong or right on the way to the others. */
export function networkRows(findings: Findings): readonly Row[] {
  return [
    { name: 'server', ...serverRow(findings) },
    { name: 'direct', ...directRow(findings) },
    ...RELAY_TRANSPORTS.map((name) => ({ name, ...relayRow(findings, findings.relays[name]) })),
    { name: 'quality', ...qualityRow(findings) },
  ];
}

function plain(state: RowState, key: string, params: Words['params'] = {}): Rest {
  return { state, words: { key, params }, step: null };
}

function pending({ phase }: Findings): Rest {
  if (phase === 'running') return plain('running', 'check.state.running');
  // Over, and never looked at: something before it failed.
  return phase === 'done' ? plain('info', 'check.skipped') : plain('waiting', 'check.state.waiting');
}

function device(name: 'camera' | 'microphone', finding: DeviceFinding): Rest {
  switch (finding.kind) {
    case 'works':
      return plain('ok', 'check.device.works');
    case 'silent':
      return { ...plain('warn', 'check.device.silent'), step: { key: 'check.device.silentStep' } };
    case 'failed':
      return {
        state: 'fail',
        words: { key: `errors.media.${finding.code}.title.${name}` },
        step: { key: `errors.media.${finding.code}.step.other`, what: `errors.media.what.${name}` },
      };
  }
}

function speakerRow(speaker: 'there' | 'missing'): Rest {
  return speaker === 'there' ? plain('info', 'check.speaker.there') : plain('warn', 'check.speaker.missing');
}

function serverRow(findings: Findings): Rest {
  const { signaling } = findings;
  if (signaling === null) return pending(findings);
  if (signaling.kind === 'failed') return plain('fail', 'check.server.failed');
  return plain('ok', 'check.server.reached', { ms: Math.round(signaling.roundTripMs) });
}

function directRow(findings: Findings): Rest {
  const { direct, candidates } = findings;
  if (direct === null) return pending(findings);
  if (isHidden(findings)) return plain('info', 'check.direct.hidden');
  if (!direct) return plain('warn', 'check.direct.none');
  return plain('ok', candidates !== null && candidates.srflx > 0 ? 'check.direct.wide' : 'check.direct.near');
}

function relayRow(findings: Findings, relay: RelayFinding | null): Rest {
  switch (relay) {
    case null:
      return pending(findings);
    case 'not-offered':
      return plain('info', 'check.relay.not-offered');
    case 'reached':
      return plain('ok', 'check.relay.reached');
    case 'failed':
      return plain('warn', 'check.relay.failed');
  }
}

function qualityRow(findings: Findings): Rest {
  const { path } = findings;
  if (path === null) return pending(findings);
  if (path.kind === 'failed') {
    return isHidden(findings) ? plain('info', 'check.skipped') : plain('warn', 'check.quality.failed');
  }
  const params = { ms: Math.round(path.roundTripMs), loss: Math.round(path.lossPercent) };
  return plain(isWeak(path) ? 'warn' : 'ok', `check.quality.${path.via}`, params);
}
