import type { SourceState } from './local-media';
import type { MediaErrorCode } from './media-error';

/** What is known of the microphone or the camera. `SourceState` is what it means. */
export interface SourceFacts {
  /** The person wants others to hear or see. */
  readonly wanted: boolean;
  /** What we hold. A muted microphone is held, so that unmuting is instant. */
  readonly track: MediaStreamTrack | null;
  /** The system holds it back: browsers then call the track `muted`, which has nothing to do with the person. */
  readonly interrupted: boolean;
  readonly failure: MediaErrorCode | null;
}

export const UNUSED_SOURCE: SourceFacts = {
  wanted: false,
  track: null,
  interrupted: false,
  failure: null,
};

export type SourceEvent =
  | { readonly kind: 'wanted'; readonly on: boolean }
  | { readonly kind: 'acquired'; readonly track: MediaStreamTrack }
  | { readonly kind: 'interrupted'; readonly interrupted: boolean }
  | { readonly kind: 'released' }
  | { readonly kind: 'failed'; readonly code: MediaErrorCode };

export function reduceSource(facts: SourceFacts, event: SourceEvent): SourceFacts {
  switch (event.kind) {
    case 'wanted':
      return { ...facts, wanted: event.on, failure: null };
    case 'acquired':
      return { ...facts, track: event.track, interrupted: event.track.muted, failure: null };
    case 'interrupted':
      return facts.interrupted === event.interrupted ? facts : { ...facts, interrupted: event.interrupted };
    case 'released':
      return { ...facts, track: null, interrupted: false };
    case 'failed':
      // A swap that failed while the old device still works is no failure of the source.
      return facts.track === null ? { ...facts, failure: event.code } : facts;
  }
}

export function sourceState({ wanted, track, interrupted, failure }: SourceFacts): SourceState {
  if (!wanted) return { kind: 'off' };
  if (track !== null) return { kind: interrupted ? 'interrupted' : 'on', track };
  return failure === null ? { kind: 'starting' } : { kind: 'failed', code: failure };
}
