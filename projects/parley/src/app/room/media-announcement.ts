import type { MediaState } from '@parley/protocol';
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

/** A source that starts is as it was: flipping a phone's camera is no news. */
function isOn({ kind }: SourceState, wasOn: boolean): boolean {
  return kind === 'on' || (kind === 'starting' && wasOn);
}
