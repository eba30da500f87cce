import { InjectionToken } from '@angular/core';
import type { DeviceKind } from './local-media';

/** Which devices a person chose last. `room/` binds this to what is kept between visits. */
export interface DevicePreferences {
  /** Id of the device last chosen, or `null`. The device may be gone. */
  get(kind: DeviceKind): string | null;
  set(kind: DeviceKind, deviceId: string): void;
}

/** Keeps choices for as long as the page lives. */
function inMemoryPreferences(): DevicePreferences {
  const chosen = new Map<DeviceKind, string>();
  return {
    get: (kind) => chosen.get(kind) ?? null,
    set: (kind, deviceId) => void chosen.set(kind, deviceId),
  };
}

export const DEVICE_PREFERENCES = new InjectionToken<DevicePreferences>('DEVICE_PREFERENCES', {
  factory: inMemoryPreferences,
});
