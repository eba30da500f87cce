import { type Findings, NO_FINDINGS } from '../findings';

/** A check that found nothing wrong. */
export const ALL_WELL: Findings = {
  ...NO_FINDINGS,
  phase: 'done',
  camera: { kind: 'works' },
  microphone: { kind: 'works' },
  speaker: 'there',
  signaling: { kind: 'reached', roundTripMs: 12.4 },
  candidates: { host: 2, srflx: 1 },
  direct: true,
  relays: { udp: 'reached', tcp: 'reached', tls: 'not-offered' },
  path: { kind: 'measured', via: 'relay', roundTripMs: 31.6, lossPercent: 0 },
};
