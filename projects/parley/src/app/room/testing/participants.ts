import type { RtcSignal, MediaState, Participant } from '@parley/protocol';
import { idOf } from '../../core/testing/participant-id';

export function mediaState(change: Partial<MediaState> = {}): MediaState {
  return { revision: 1, microphone: true, camera: true, screen: false, ...change };
}

/** Test person number `n`; the first of all hosts. */
export function person(n: number, change: Partial<Participant> = {}): Participant {
  return {
    id: idOf(n),
    name: `Person ${n}`,
    role: n === 1 ? 'host' : 'guest',
    media: mediaState(),
    ...change,
  };
}

/** A signal of the shortest kind. */
export const GONE: RtcSignal = { connectionId: 'mc_1', round: 'r', step: { kind: 'gone' } };
