import type { MediaState } from '@parley/protocol';
import { type OperatorFunction, concat, map, of, switchMap, timer } from 'rxjs';
import type { LocalMedia, SourceState } from '../media/local-media';

/** Nothing on, nothing announced yet. */
export const SILENT: MediaState = { revision: 0, microphone: false, camera: false, screen: false };

/** What to announce now that our media are `media`: the next revision, or `last` itself where nothing changed. */
export function announce(last: MediaState, media: LocalMedia): MediaState {
  const microphone = isOn(media.microphone, last.microphone);
  const camera = isOn(media.camera, last.camera);
  const screen = isOn(media.screen, last.screen);
  if (last.microphone === microphone && last.camera === camera && last.screen === screen) return last;
  return { revision: last.revision + 1, microphone, camera, screen };
}

/** A source that starts or is held back is as it was: flipping a phone's camera is no news. */
function isOn({ kind }: SourceState, wasOn: boolean): boolean {
  return kind === 'on' || (isUnsettled(kind) && wasOn);
}

function isUnsettled(kind: SourceState['kind']): boolean {
  return kind === 'starting' || kind === 'interrupted';
}

/** After this time without a picture the others want to know that none is coming. */
const UNSETTLED_MS = 700;

/** Our media as they are; a source that stays without a result for a while is off until there is one. */
export function settled(): OperatorFunction<LocalMedia, LocalMedia> {
  return switchMap((media) =>
    [media.microphone, media.camera, media.screen].some(({ kind }) => isUnsettled(kind))
      ? concat(of(media), timer(UNSETTLED_MS).pipe(map(() => withoutUnsettled(media))))
      : of(media),
  );
}

function withoutUnsettled({ microphone, camera, screen }: LocalMedia): LocalMedia {
  const known = (source: SourceState): SourceState => (isUnsettled(source.kind) ? { kind: 'off' } : source);
  return { microphone: known(microphone), camera: known(camera), screen: known(screen) };
}
