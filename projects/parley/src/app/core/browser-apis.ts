import { InjectionToken } from '@angular/core';

/** The window, so that tests can hand in another one. */
export const WINDOW = new InjectionToken<Window>('window', { factory: () => window });

/** Languages, permissions, sharing, network state. */
export const NAVIGATOR = new InjectionToken<Navigator>('navigator', { factory: () => navigator });

/** `null` where the page has no secure context: browsers hide the API there. */
export const MEDIA_DEVICES = new InjectionToken<MediaDevices | null>('media devices', {
  factory: () => ('mediaDevices' in navigator ? navigator.mediaDevices : null),
});

/** What stays on this device between visits; `null` where the browser forbids it. */
export const LOCAL_STORAGE = new InjectionToken<Storage | null>('local storage', {
  factory: () => {
    try {
      return window.localStorage;
    } catch {
      // Reading the property throws when the person blocks all site data.
      return null;
    }
  },
});

/** Milliseconds since the epoch. */
export const CLOCK = new InjectionToken<() => number>('clock', { factory: () => () => Date.now() });

/** Opens a channel to the other tabs of this browser; `null` where it has none. */
export const NEW_CHANNEL = new InjectionToken<(name: string) => BroadcastChannel | null>('new channel', {
  factory: () => (name) => ('BroadcastChannel' in globalThis ? new BroadcastChannel(name) : null),
});
