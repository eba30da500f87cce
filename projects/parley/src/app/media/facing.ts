import type { Facing } from './constraints';
import type { DeviceChoices, LocalMedia } from './local-media';

/** Which way the camera of `track` looks; `null` where it is not a phone's or the browser does not say. */
export function facingOf(track: MediaStreamTrack | null): Facing | null {
  const facing = track?.getSettings().facingMode;
  return facing === 'user' || facing === 'environment' ? facing : null;
}

/** Whether the own picture is shown as in a mirror: always, except for a camera that looks away. */
export function isMirrored({ camera }: LocalMedia): boolean {
  return camera.kind !== 'on' || facingOf(camera.track) !== 'environment';
}

/** Whether there is a camera on the other side of this device to flip to. */
export function canFlip({ camera }: LocalMedia, devices: DeviceChoices): boolean {
  return camera.kind === 'on' && facingOf(camera.track) !== null && devices.camera.list.length > 1;
}
