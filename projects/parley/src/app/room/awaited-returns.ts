import { LIMITS, type Participant, type ParticipantId } from '@parley/protocol';
import type { LinkView } from '../peer/peer-link';
import type { Roster } from './roster';

/**
 * A service that restarted knows only who has come back so far. Whoever is missing from its answer while their
 * link is up is on the way, not gone: they stay for as long as the service would have waited for them itself.
 */
export class AwaitedReturns {
  readonly #timers = new Map<ParticipantId, ReturnType<typeof setTimeout>>();
  readonly #onLost: (id: ParticipantId) => void;

  constructor(onLost: (id: ParticipantId) => void) {
    this.#onLost = onLost;
  }

  /** Those of `before` who are not among `present` and whose link is up; each is lost if they do not return. */
  expect(
    before: Roster,
    present: readonly Participant[],
    links: ReadonlyMap<ParticipantId, LinkView>,
  ): readonly Participant[] {
    this.clear();
    const known = new Set(present.map(({ id }) => id));
    const missing = [...before.others.values()].filter(
      ({ id }) => !known.has(id) && links.get(id)?.connection === 'connected',
    );
    for (const { id } of missing)
      this.#timers.set(
        id,
        setTimeout(() => this.#lose(id), LIMITS.awaitReturnMs),
      );
    return missing;
  }

  /** They are back. */
  returned(id: ParticipantId): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
  }

  /** Waits for nobody any more. */
  clear(): void {
    for (const id of [...this.#timers.keys()]) this.returned(id);
  }

  #lose(id: ParticipantId): void {
    this.#timers.delete(id);
    this.#onLost(id);
  }
}
