import { DOCUMENT, inject, InjectionToken } from '@angular/core';

/** A captured stream, of which only the tracks matter here. */
export type CapturedStream = Pick<MediaStream, 'getTracks'>;

/** The part of `navigator.mediaDevices` Parley uses. Phones have no `getDisplayMedia`. */
export interface MediaDevicesApi extends Pick<
  MediaDevices,
  'addEventListener' | 'removeEventListener' | 'enumerateDevices'
> {
  getUserMedia(constraints: MediaStreamConstraints): Promise<CapturedStream>;
  getDisplayMedia?(options: DisplayMediaStreamOptions): Promise<CapturedStream>;
}

/** `navigator.mediaDevices`; `null` on an insecure page and in browsers without it. */
export const MEDIA_DEVICES = new InjectionToken<MediaDevicesApi | null>('MEDIA_DEVICES', {
  factory: () => inject(DOCUMENT).defaultView?.navigator.mediaDevices ?? null,
});

/** `navigator.permissions`, which tells "denied" from "dismissed"; `null` where there is none. */
export const PERMISSIONS = new InjectionToken<Pick<Permissions, 'query'> | null>('PERMISSIONS', {
  factory: () => inject(DOCUMENT).defaultView?.navigator.permissions ?? null,
});

/** Whether the page was loaded over https or from this computer; otherwise there are no cameras at all. */
export const SECURE_CONTEXT = new InjectionToken<boolean>('SECURE_CONTEXT', {
  factory: () => inject(DOCUMENT).defaultView?.isSecureContext ?? false,
});

/** Whether sound can be sent to a speaker of choice. Phones and older Safari cannot. */
export const SPEAKER_CHOICE = new InjectionToken<boolean>('SPEAKER_CHOICE', {
  factory: () => typeof HTMLMediaElement !== 'undefined' && 'setSinkId' in HTMLMediaElement.prototype,
});

/** Milliseconds on a clock that never jumps. */
export const MONOTONIC_NOW = new InjectionToken<() => number>('MONOTONIC_NOW', {
  factory: () => () => performance.now(),
});
