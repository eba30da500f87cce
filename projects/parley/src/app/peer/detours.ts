import type { ParticipantId } from '@parley/protocol';
import {
  EMPTY,
  type Observable,
  distinctUntilChanged,
  filter,
  from,
  map,
  merge,
  pairwise,
  switchMap,
  timer,
} from 'rxjs';
import type { Behavior } from '../core/behavior';
import type { LinkView } from './peer-link';

type Links = ReadonlyMap<ParticipantId, LinkView>;

/** A link that is just being made, or mends by itself, tells everything as soon as it stands. */
const ASK_MS = 5_000;
/** What somebody said last has reached the others by then. */
const AFTER_LEAVING_MS = 1_000;

/**
 * Not everybody reaches everybody: a firewall may stand between two, and who has left is asked no more. What they say
 * or said is with the others. While somebody cannot be reached emits one of those who can, each in turn; after somebody
 * left, all of them once.
 */
export function detours(links$: Behavior<Links>): Observable<ParticipantId> {
  const apart$ = links$.pipe(
    map((links) => [...links.values()].some((link) => !isUp(link))),
    distinctUntilChanged(),
    switchMap((apart) => (apart ? timer(ASK_MS, ASK_MS) : EMPTY)),
    map((turn) => inTurn(reached(links$.value), turn)),
    filter((id) => id !== undefined),
  );
  const left$ = links$.pipe(
    map((links) => links.size),
    pairwise(),
    filter(([before, now]) => now < before),
    switchMap(() => timer(AFTER_LEAVING_MS)),
    switchMap(() => from(reached(links$.value))),
  );
  return merge(apart$, left$);
}

function reached(links: Links): ParticipantId[] {
  return [...links].filter(([, link]) => isUp(link)).map(([id]) => id);
}

function inTurn(ids: readonly ParticipantId[], turn: number): ParticipantId | undefined {
  return ids[turn % ids.length];
}

function isUp({ connection, path }: LinkView): boolean {
  return connection === 'connected' && path === 'ok';
}
