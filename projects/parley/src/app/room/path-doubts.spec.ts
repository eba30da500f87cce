import type { ParticipantId } from '@parley/protocol';
import { Subject } from 'rxjs';
import { idOf } from '../core/testing/participant-id';
import type { LinkView } from '../peer/peer-link';
import { pathDoubts } from './path-doubts';

describe('pathDoubts', () => {
  it('emits once for each path that falls silent, whatever becomes of the others', () => {
    const links$ = new Subject<ReadonlyMap<ParticipantId, LinkView>>();
    const paths = (...kinds: LinkView['path'][]): void =>
      links$.next(
        new Map(
          kinds.map((path, n) => [idOf(n), { connection: 'connected', streams: null, failures: 0, path }]),
        ),
      );
    let doubts = 0;
    pathDoubts(links$).subscribe(() => (doubts += 1));
    const seen = [
      ['ok', 'ok'],
      ['weak', 'ok'],
      ['weak', 'ok'],
      ['restarting', 'weak'],
      ['ok', 'weak'],
      ['weak', 'weak'],
    ] as const;
    expect(
      seen.map((kinds) => {
        paths(...kinds);
        return doubts;
      }),
    ).toEqual([0, 1, 1, 2, 2, 3]);
  });
});
