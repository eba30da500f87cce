import { BehaviorSubject } from 'rxjs';
import type { Behavior } from '../core/behavior';
import { reduceSource, type SourceEvent, type SourceFacts, UNUSED_SOURCE } from './local-source-facts';
import { type MediaErrorCode, mediaErrorCode } from './media-error';

/** Gets one track. Rejects with `MediaError`. */
export type Acquire = () => Promise<MediaStreamTrack>;

export interface LocalSourceOptions {
  /** Off means muted, and the track stays: the microphone. Otherwise off lets go of the device: the camera. */
  readonly keepWhenOff: boolean;
  /** What to try, once, when the device goes away by itself. */
  readonly fallback: Acquire;
  readonly now: () => number;
}

/** A device that dies this soon after it stood in for another would only be chased in circles. */
const FALLBACK_MUST_LAST_MS = 5_000;

type Outcome = { readonly track: MediaStreamTrack } | { readonly code: MediaErrorCode };

/**
 * The microphone or the camera. Commands say what is wanted and at most one request runs at a time; when it
 * answers, what is wanted *then* decides. So commands may overlap in any way and the last one holds.
 */
export class LocalSource {
  readonly #facts$ = new BehaviorSubject<SourceFacts>(UNUSED_SOURCE);
  readonly facts$: Behavior<SourceFacts> = this.#facts$;
  readonly #options: LocalSourceOptions;
  #asked: Acquire | null = null;
  #running: Promise<void> | null = null;
  #fellBackAt = Number.NEGATIVE_INFINITY;
  #closed = false;

  constructor(options: LocalSourceOptions) {
    this.#options = options;
  }

  /** No track, and none on its way. */
  get idle(): boolean {
    return this.#facts$.value.track === null && this.#running === null;
  }

  /** Settles when nothing is under way any more; the outcome is in `facts$`. `acquire` is used if needed. */
  setOn(on: boolean, acquire: Acquire): Promise<void> {
    if (this.#closed) return Promise.resolve();
    const { track, interrupted } = this.#facts$.value;
    if (track !== null && this.#options.keepWhenOff) track.enabled = on;
    this.#dispatch({ kind: 'wanted', on });
    if (!on && !this.#options.keepWhenOff) this.release();
    if (on && (track === null || interrupted)) this.#asked ??= acquire;
    return this.#settle();
  }

  /** Another device. The old track stays until the new one is there. Nothing happens while there is no use. */
  replace(acquire: Acquire): Promise<void> {
    const { track, wanted } = this.#facts$.value;
    if (this.#closed || (track === null && !wanted)) return Promise.resolve();
    this.#dispatch({ kind: 'wanted', on: wanted });
    this.#asked = acquire;
    return this.#settle();
  }

  /** Lets go of the device at once; others are told before the picture stops. */
  release(): void {
    const { track } = this.#facts$.value;
    if (track === null) return;
    this.#dispatch({ kind: 'released' });
    track.stop();
  }

  /** The device of `track` is gone: its track ended, or it is missing from the list of devices. */
  lost(track: MediaStreamTrack): void {
    if (this.#closed || this.#facts$.value.track !== track) return;
    this.release();
    const now = this.#options.now();
    if (now - this.#fellBackAt < FALLBACK_MUST_LAST_MS) {
      this.#dispatch({ kind: 'failed', code: 'ended' });
      return;
    }
    if (this.#asked === null) {
      this.#fellBackAt = now;
      this.#asked = this.#options.fallback;
    }
    void this.#settle();
  }

  /** Idempotent. A track that arrives later is stopped. */
  close(): void {
    this.#closed = true;
    this.#asked = null;
    this.#dispatch({ kind: 'wanted', on: false });
    this.release();
  }

  #settle(): Promise<void> {
    if (this.#running === null && this.#asked !== null) this.#running = this.#work();
    return this.#running ?? Promise.resolve();
  }

  async #work(): Promise<void> {
    for (let asked = this.#asked; asked !== null; asked = this.#asked) {
      const outcome = await attempt(asked);
      const overtaken = this.#asked !== asked;
      if (!overtaken) this.#asked = null;
      if (overtaken || !this.#useful()) discard(outcome);
      else this.#take(outcome);
    }
    // Here and not in a `finally` of the caller: a command given in between would wait for ever.
    this.#running = null;
  }

  /** A microphone that was muted while it started is kept, muted: the permission was given. */
  #useful(): boolean {
    return !this.#closed && (this.#facts$.value.wanted || this.#options.keepWhenOff);
  }

  #take(outcome: Outcome): void {
    if ('code' in outcome) {
      this.#dispatch({ kind: 'failed', code: outcome.code });
      return;
    }
    const { track } = outcome;
    const { track: old, wanted } = this.#facts$.value;
    if (this.#options.keepWhenOff) track.enabled = wanted;
    // Never for our own stop(): browsers fire it only when something else ends the track.
    track.addEventListener('ended', () => this.lost(track), { once: true });
    for (const change of ['mute', 'unmute']) track.addEventListener(change, () => this.#onMute(track));
    this.#dispatch({ kind: 'acquired', track });
    old?.stop();
    if (track.readyState === 'ended') this.lost(track);
  }

  #onMute(track: MediaStreamTrack): void {
    if (this.#facts$.value.track === track) this.#dispatch({ kind: 'interrupted', interrupted: track.muted });
  }

  #dispatch(event: SourceEvent): void {
    this.#facts$.next(reduceSource(this.#facts$.value, event));
  }
}

async function attempt(acquire: Acquire): Promise<Outcome> {
  try {
    return { track: await acquire() };
  } catch (error) {
    return { code: mediaErrorCode(error) };
  }
}

function discard(outcome: Outcome): void {
  if ('track' in outcome) outcome.track.stop();
}
