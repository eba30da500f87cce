import type { ParticipantId } from '@parley/protocol';
import { type Observable, filter, map, pairwise } from 'rxjs';
import type { LinkView } from '../peer/peer-link';

/** Emits whenever one more path falls silent. Perhaps we changed networks, and signaling is as dead without having said so. */
export function pathDoubts(links$: Observable<ReadonlyMap<ParticipantId, LinkView>>): Observable<void> {
  return links$.pipe(
    pairwise(),
    filter(([before, now]) =>
      [...now].some(([id, { path }]) => path === 'weak' && before.get(id)?.path === 'ok'),
    ),
    map(() => undefined),
  );
}
