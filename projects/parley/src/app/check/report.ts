import { type DeviceFinding, type Findings, RELAY_TRANSPORTS } from './findings';
import { verdictOf } from './verdict';

/**
 * The findings as text for whoever helps, the same in every language. It is made from codes, counts and numbers only, so
 * it cannot hold an address, a name, a device or a room.
 * @param time Milliseconds since the Unix epoch.
 */
export function reportOf(findings: Findings, time: number): string {
  const { camera, microphone, speaker, direct, relays } = findings;
  return [
    'Parley connection check',
    `time: ${new Date(time).toISOString().slice(0, 16)}Z`,
    `verdict: ${verdictOf(findings).words}`,
    `online: ${findings.online ? 'yes' : 'no'}`,
    `camera: ${deviceWord(camera)}`,
    `microphone: ${deviceWord(microphone)}`,
    `speaker: ${speaker ?? NOT_CHECKED}`,
    `signaling: ${signalingWord(findings)}`,
    `candidates: ${candidatesWord(findings)}`,
    `direct: ${direct === null ? NOT_CHECKED : direct ? 'connected' : 'failed'}`,
    ...RELAY_TRANSPORTS.map((transport) => `relay ${transport}: ${relays[transport] ?? NOT_CHECKED}`),
    `path: ${pathWord(findings)}`,
  ].join('\n');
}

const NOT_CHECKED = 'not checked';

function deviceWord(device: DeviceFinding | null): string {
  if (device === null) return NOT_CHECKED;
  return device.kind === 'failed' ? `failed, ${device.code}` : device.kind;
}

function signalingWord({ signaling }: Findings): string {
  if (signaling === null) return NOT_CHECKED;
  if (signaling.kind === 'failed') return `failed, ${signaling.code}`;
  return `reached, ${Math.round(signaling.roundTripMs)} ms`;
}

function candidatesWord({ candidates }: Findings): string {
  return candidates === null ? NOT_CHECKED : `host ${candidates.host}, srflx ${candidates.srflx}`;
}

function pathWord({ path }: Findings): string {
  if (path === null) return NOT_CHECKED;
  if (path.kind === 'failed') return 'failed';
  return `${path.via}, ${Math.round(path.roundTripMs)} ms, ${Math.round(path.lossPercent)} % lost`;
}
