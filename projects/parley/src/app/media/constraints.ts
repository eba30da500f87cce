/** Which way a phone's camera looks. */
export type Facing = 'user' | 'environment';

/** What to ask for. Without an id the browser, or the person in its prompt, picks. */
export interface DeviceRequest {
  readonly deviceId: string | null;
  /** `true`: this very device; Chromium takes another one for a mere wish. `false`: it if the browser likes. */
  readonly exact: boolean;
  /** Only for cameras, only without an id. */
  readonly facing: Facing | null;
}

export const ANY_DEVICE: DeviceRequest = { deviceId: null, exact: false, facing: null };

export function microphoneConstraints(request: DeviceRequest): MediaTrackConstraints {
  return {
    echoCancellation: true,
    noiseSuppression: true,
    autoGainControl: true,
    ...deviceConstraint(request),
  };
}

export function cameraConstraints(request: DeviceRequest): MediaTrackConstraints {
  return {
    width: { ideal: 1280 },
    height: { ideal: 720 },
    frameRate: { ideal: 30 },
    // A preference for a side would outweigh the device that was asked for.
    ...(request.deviceId === null
      ? { facingMode: { ideal: request.facing ?? 'user' } }
      : deviceConstraint(request)),
  };
}

/** Options of `getDisplayMedia` that TypeScript's library does not know yet; browsers ignore unknown ones. */
interface DisplayMediaOptions extends DisplayMediaStreamOptions {
  readonly selfBrowserSurface: 'exclude' | 'include';
  readonly surfaceSwitching: 'exclude' | 'include';
}

/** No sound: nothing in Parley plays a screen's sound. Not this tab: the hall of mirrors helps nobody. */
export const SCREEN_OPTIONS: DisplayMediaOptions = {
  video: { frameRate: { ideal: 30 } },
  audio: false,
  selfBrowserSurface: 'exclude',
  surfaceSwitching: 'include',
};

function deviceConstraint({ deviceId, exact }: DeviceRequest): MediaTrackConstraints {
  if (deviceId === null) return {};
  return { deviceId: exact ? { exact: deviceId } : { ideal: deviceId } };
}
