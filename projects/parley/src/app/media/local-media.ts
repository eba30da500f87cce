import type { MediaErrorCode } from './media-error';

/** One local source. A muted microphone and a camera that is off are `off`: the camera's light is off too. */
export type SourceState =
  | { readonly kind: 'off' }
  | { readonly kind: 'starting' }
  | { readonly kind: 'on'; readonly track: MediaStreamTrack }
  /** Wanted, but the device gives nothing for now: a phone call, the lock screen, a switch on the case. */
  | { readonly kind: 'interrupted'; readonly track: MediaStreamTrack }
  | { readonly kind: 'failed'; readonly code: MediaErrorCode };

/** What a switch shows, and turns around: the wish at once, not the moment the device is ready. */
export function isWanted({ kind }: SourceState): boolean {
  return kind === 'on' || kind === 'starting';
}

/** All local sources at one moment. */
export interface LocalMedia {
  readonly microphone: SourceState;
  readonly camera: SourceState;
  readonly screen: SourceState;
}

export const NO_MEDIA: LocalMedia = {
  microphone: { kind: 'off' },
  camera: { kind: 'off' },
  screen: { kind: 'off' },
};

export type DeviceKind = 'camera' | 'microphone' | 'speaker';

/** A device as the browser names it. The label is empty until a permission was given. */
export interface Device {
  readonly id: string;
  readonly label: string;
}

/** Devices present now and the one in use of each kind (`null`: none, or the browser's default). */
export interface DeviceChoices {
  readonly camera: { readonly list: readonly Device[]; readonly selected: string | null };
  readonly microphone: { readonly list: readonly Device[]; readonly selected: string | null };
  /** An empty list where the browser cannot choose a speaker. */
  readonly speaker: { readonly list: readonly Device[]; readonly selected: string | null };
}
