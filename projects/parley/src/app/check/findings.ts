import type { MediaErrorCode } from '../media/media-error';
import type { SignalingErrorCode } from '../signaling/signaling-error';

/** How this device speaks to a relay. */
export type RelayTransport = 'udp' | 'tcp' | 'tls';
export const RELAY_TRANSPORTS: readonly RelayTransport[] = ['udp', 'tcp', 'tls'];

/** `silent`: the microphone is there, but nothing was heard. */
export type DeviceFinding =
  | { readonly kind: 'works' }
  | { readonly kind: 'silent' }
  | { readonly kind: 'failed'; readonly code: MediaErrorCode };

export type SignalingFinding =
  | { readonly kind: 'reached'; readonly roundTripMs: number }
  | { readonly kind: 'failed'; readonly code: SignalingErrorCode };

/** Ways to this device that need no relay: how many in its own network, and how many seen from outside. */
export interface CandidateCounts {
  readonly host: number;
  readonly srflx: number;
}

export type RelayFinding = 'not-offered' | 'reached' | 'failed';

/** What two connections of this page found between each other. */
export type PathFinding =
  | {
      readonly kind: 'measured';
      readonly via: 'direct' | 'relay';
      /** The median. */
      readonly roundTripMs: number;
      /** 0 to 100. */
      readonly lossPercent: number;
    }
  | { readonly kind: 'failed' };

/**
 * Everything one check found; `null` is what was not looked at, or not yet. Only counts, codes and numbers: nothing that
 * could name a person, a device or an address ever gets in here, and the report is made from nothing else.
 */
export interface Findings {
  readonly phase: 'idle' | 'running' | 'done';
  readonly online: boolean;
  readonly camera: DeviceFinding | null;
  readonly microphone: DeviceFinding | null;
  readonly speaker: 'there' | 'missing' | null;
  readonly signaling: SignalingFinding | null;
  readonly candidates: CandidateCounts | null;
  /** Whether two connections of this page find each other without a relay. */
  readonly direct: boolean | null;
  readonly relays: Readonly<Record<RelayTransport, RelayFinding | null>>;
  readonly path: PathFinding | null;
}

export const NO_FINDINGS: Findings = {
  phase: 'idle',
  online: true,
  camera: null,
  microphone: null,
  speaker: null,
  signaling: null,
  candidates: null,
  direct: null,
  relays: { udp: null, tcp: null, tls: null },
  path: null,
};
