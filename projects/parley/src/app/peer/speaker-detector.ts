import type { ParticipantId } from '@parley/protocol';
import { BehaviorSubject } from 'rxjs';
import type { Behavior } from '../core/behavior';

const INTERVAL_MS = 150;
/** RTP audio level (0 to 1) at which speech starts, and below which it has ended. */
const STARTS_AT = 0.03;
const ENDS_BELOW = 0.015;
/** Quiet samples that end speech: the ring must not flicker between words. */
const QUIET_SAMPLES = 5;

/** Says who speaks, from the audio levels of all links, with one timer for all of them. */
export class SpeakerDetector {
  readonly #levels: () => ReadonlyMap<ParticipantId, number>;
  readonly #speaking = new BehaviorSubject<ReadonlySet<ParticipantId>>(new Set());
  readonly #quiet = new Map<ParticipantId, number>();
  #timer: ReturnType<typeof setInterval> | undefined;

  readonly speaking$: Behavior<ReadonlySet<ParticipantId>> = this.#speaking;

  constructor(levels: () => ReadonlyMap<ParticipantId, number>) {
    this.#levels = levels;
  }

  /** Starts sampling. Idempotent. */
  open(): void {
    this.#timer ??= setInterval(() => this.sample(), INTERVAL_MS);
  }

  /** Takes one sample of every level. */
  sample(): void {
    const before = this.#speaking.value;
    const now = new Set<ParticipantId>();
    const levels = this.#levels();
    for (const [id, level] of levels) {
      if (this.#speaks(id, level, before.has(id))) now.add(id);
    }
    for (const id of this.#quiet.keys()) if (!levels.has(id)) this.#quiet.delete(id);
    if (now.size !== before.size || [...now].some((id) => !before.has(id))) this.#speaking.next(now);
  }

  /** Stops sampling; nobody speaks. Idempotent. */
  close(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#quiet.clear();
    if (this.#speaking.value.size > 0) this.#speaking.next(new Set());
  }

  #speaks(id: ParticipantId, level: number, spoke: boolean): boolean {
    if (level >= STARTS_AT || (spoke && level >= ENDS_BELOW)) {
      this.#quiet.set(id, 0);
      return true;
    }
    const quiet = (this.#quiet.get(id) ?? QUIET_SAMPLES) + 1;
    this.#quiet.set(id, quiet);
    return spoke && quiet < QUIET_SAMPLES;
  }
}
