import { inject, InjectionToken, Service } from '@angular/core';
import { catchError, EMPTY, from, fromEvent, map, merge, type Observable, of, switchMap } from 'rxjs';
import { MEDIA_DEVICES } from '../core/browser-apis';
import type { Device, DeviceKind } from './local-media';

export type DeviceLists = Readonly<Record<DeviceKind, readonly Device[]>>;

export const NO_DEVICES: DeviceLists = { camera: [], microphone: [], speaker: [] };

/** Whether sound can be sent to a speaker of choice. Phones and older Safari cannot. */
export const SPEAKER_CHOICE = new InjectionToken<boolean>('speaker choice', {
  factory: () => 'setSinkId' in HTMLMediaElement.prototype,
});

/** Which devices there are. */
@Service()
export class Devices {
  readonly #api = inject(MEDIA_DEVICES);
  readonly #speakerChoice = inject(SPEAKER_CHOICE);

  /** The devices now, again when one comes or goes, and when `refresh$` asks: a permission reveals the names. */
  lists$(refresh$: Observable<unknown>): Observable<DeviceLists> {
    const api = this.#api;
    if (api === null) return of(NO_DEVICES);
    return merge(of(null), fromEvent(api, 'devicechange'), refresh$).pipe(
      switchMap(() => from(api.enumerateDevices()).pipe(catchError(() => EMPTY))),
      map((infos) => this.#sorted(infos)),
    );
  }

  #sorted(infos: readonly MediaDeviceInfo[]): DeviceLists {
    const of = (kind: MediaDeviceKind) =>
      infos
        .filter((info) => info.kind === kind)
        .filter(isChoice)
        .map(named);
    return {
      camera: of('videoinput'),
      microphone: of('audioinput'),
      speaker: this.#speakerChoice ? of('audiooutput') : [],
    };
  }
}

/** Before a permission is given devices have no id. Windows lists "communications" beside the same device. */
function isChoice(info: MediaDeviceInfo): boolean {
  return info.deviceId !== '' && info.deviceId !== 'communications';
}

function named(info: MediaDeviceInfo): Device {
  return { id: info.deviceId, label: info.label };
}

/** Id of the device behind `track`; `null` where the browser does not say. */
export function deviceIdOf(track: MediaStreamTrack | null): string | null {
  return track?.getSettings().deviceId ?? null;
}

/** Whether the device of `track` is missing from a list that names others. Browsers fire `ended` late or never. */
export function hasVanished(track: MediaStreamTrack, list: readonly Device[]): boolean {
  const id = deviceIdOf(track);
  return id !== null && id !== 'communications' && list.length > 0 && !list.some((d) => d.id === id);
}
