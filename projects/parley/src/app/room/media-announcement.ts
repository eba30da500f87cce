import type { MediaState } from '@parley/protocol';
import type { LocalMedia } from '../media/local-media';

/** Nothing on, nothing announced yet. */
export const SILENT: MediaState = { revision: 0, microphone: false, camera: false, screen: false };

/** What to announce now that our media are `media`: the next revision, or `last` itself where nothing changed. */
export function announce(last: MediaState, media: LocalMedia): MediaState {
  const microphone = media.microphone.kind === 'on';
  const camera = media.camera.kind === 'on';
  const screen = media.screen.kind === 'on';
  if (last.microphone === microphone && last.camera === camera && last.screen === screen) return last;
  return { revision: last.revision + 1, microphone, camera, screen };
}
