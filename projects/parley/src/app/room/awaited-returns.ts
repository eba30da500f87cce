import type { Participant, ParticipantId } from '@parley/protocol';
import { NEVER, type Subscription, distinctUntilChanged, map, switchMap, take, timer } from 'rxjs';
import type { Behavior } from '../core/behavior';
import type { LinkView } from '../peer/peer-link';
import type { Roster } from './roster';

/** A link may fail and heal; who is away for longer on both ways is gone. */
const GRACE_MS = 10_000;

/**
 * Those whom the service does not know, or knows no more, while their link stands: a service that restarted knows
 * only who has come back so far, and it loses sight of somebody whose path to it is cut. We see and hear them, so
 * they stay: for as long as their link does.
 */
export class AwaitedReturns {
  readonly #links$: Behavior<ReadonlyMap<ParticipantId, LinkView>>;
  readonly #onLost: (id: ParticipantId) => void;
  readonly #watches = new Map<ParticipantId, Subscription>();

  constructor(links$: Behavior<ReadonlyMap<ParticipantId, LinkView>>, onLost: (id: ParticipantId) => void) {
    this.#links$ = links$;
    this.#onLost = onLost;
  }

  /** Those of `before` who are not among `present` and whose link stands. Nobody hosts whom the service forgot. */
  expect(before: Roster, present: readonly Participant[]): readonly Participant[] {
    this.clear();
    const known = new Set(present.map(({ id }) => id));
    return [...before.others.values()]
      .filter(({ id }) => !known.has(id) && this.expectOne(id))
      .map((participant) => ({ ...participant, role: 'guest' as const }));
  }

  /** Waits for `id` as long as their link stands; `false` where it does not. */
  expectOne(id: ParticipantId): boolean {
    if (!isUp(this.#links$.value, id)) return false;
    this.returned(id);
    const ended$ = this.#links$.pipe(
      map((links) => isUp(links, id)),
      distinctUntilChanged(),
      switchMap((up) => (up ? NEVER : timer(GRACE_MS))),
      take(1),
    );
    this.#watches.set(
      id,
      ended$.subscribe(() => {
        this.returned(id);
        this.#onLost(id);
      }),
    );
    return true;
  }

  /** The service knows again what became of them. */
  returned(id: ParticipantId): void {
    this.#watches.get(id)?.unsubscribe();
    this.#watches.delete(id);
  }

  /** Waits for nobody any more. */
  clear(): void {
    for (const id of [...this.#watches.keys()]) this.returned(id);
  }
}

function isUp(links: ReadonlyMap<ParticipantId, LinkView>, id: ParticipantId): boolean {
  return links.get(id)?.connection === 'connected';
}
