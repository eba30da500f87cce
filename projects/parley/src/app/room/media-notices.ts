import { type Observable, filter, map, merge, pairwise } from 'rxjs';
import type { MediaService } from '../media/media-service';
import type { Notice } from './notice';

/** Says when our own microphone or camera ended by itself: unplugged, or taken by another program. */
export function mediaNotices({ media$ }: MediaService): Observable<Omit<Notice, 'id'>> {
  const ended$ = (source: 'microphone' | 'camera') =>
    media$.pipe(
      map((media) => media[source]),
      pairwise(),
      filter(([before, now]) => before.kind !== 'failed' && now.kind === 'failed' && now.code === 'ended'),
      map(() => ({ kind: `${source}-ended` as const, name: '' })),
    );
  return merge(ended$('microphone'), ended$('camera'));
}
