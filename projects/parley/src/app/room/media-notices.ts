import { type Observable, distinctUntilChanged, map, merge, of, scan, switchMap, filter, timer } from 'rxjs';
import type { SourceState } from '../media/local-media';
import { isRefusalCode } from '../media/media-error';
import type { MediaService } from '../media/media-service';
import type { Notice, NoticeKind } from './notice';

/** Systems hold a device back for a moment when they switch it. */
const HELD_BACK_MS = 700;

type Trouble = 'ended' | 'blocked' | 'paused';

interface Story {
  /** It worked, and nobody turned it off since. */
  readonly worked: boolean;
  readonly trouble: Trouble | null;
}

/**
 * Says when our own microphone or camera stopped by itself: unplugged, taken by another program or the phone,
 * forbidden in the middle of a call. One that never started is explained at its button.
 */
export function mediaNotices({ media$ }: Pick<MediaService, 'media$'>): Observable<Omit<Notice, 'id'>> {
  const of$ = (source: 'microphone' | 'camera') =>
    media$.pipe(
      map((media) => media[source]),
      distinctUntilChanged(),
      scan(follow, { worked: false, trouble: null }),
      map(({ trouble }) => trouble),
      distinctUntilChanged(),
      switchMap((trouble) =>
        trouble === 'paused' ? timer(HELD_BACK_MS).pipe(map(() => trouble)) : of(trouble),
      ),
      filter((trouble) => trouble !== null),
      map((trouble): Omit<Notice, 'id'> => ({ kind: `${source}-${trouble}` satisfies NoticeKind, name: '' })),
    );
  return merge(of$('microphone'), of$('camera'));
}

function follow({ worked }: Story, source: SourceState): Story {
  switch (source.kind) {
    case 'on':
      return { worked: true, trouble: null };
    case 'starting':
      return { worked, trouble: null };
    case 'interrupted':
      return { worked: true, trouble: 'paused' };
    case 'off':
      return { worked: false, trouble: null };
    case 'failed':
      return { worked: false, trouble: worked ? (isRefusalCode(source.code) ? 'blocked' : 'ended') : null };
  }
}
