import { deviceIdOf, type DeviceLists } from './devices';
import type { DeviceChoices, DeviceKind } from './local-media';

export type DeviceIds = Readonly<Record<DeviceKind, string | null>>;

/** The lists with the device in use of each kind: one being switched to, else the live one, else the preferred. */
export function deviceChoices(
  lists: DeviceLists,
  switchingTo: DeviceIds,
  tracks: Readonly<Record<'camera' | 'microphone', MediaStreamTrack | null>>,
  preferred: (kind: DeviceKind) => string | null,
): DeviceChoices {
  const of = (kind: DeviceKind, live: string | null) => {
    const list = lists[kind];
    const wish = preferred(kind);
    const present = list.some((device) => device.id === wish) ? wish : null;
    return { list, selected: switchingTo[kind] ?? live ?? present };
  };
  return {
    camera: of('camera', deviceIdOf(tracks.camera)),
    microphone: of('microphone', deviceIdOf(tracks.microphone)),
    speaker: of('speaker', null),
  };
}
