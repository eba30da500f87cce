import { inject, Service } from '@angular/core';
import { BehaviorSubject } from 'rxjs';
import * as v from 'valibot';
import type { Behavior } from './behavior';
import { LOCAL_STORAGE } from './browser-apis';
import { StoredValue } from './stored-value';

const DeviceIdSchema = v.fallback(v.nullable(v.string()), null);

/** A field an older Parley did not write, or wrote differently, falls back alone; the others stay. */
const PreferencesSchema = v.object({
  /** Display name last used; empty before the first meeting. */
  name: v.fallback(v.string(), ''),
  /** `deviceId` last chosen, `null` for the browser's default. */
  cameraId: DeviceIdSchema,
  microphoneId: DeviceIdSchema,
  speakerId: DeviceIdSchema,
  /** Whether this person enters with it on. */
  cameraOn: v.fallback(v.boolean(), true),
  microphoneOn: v.fallback(v.boolean(), true),
  /** Language chosen by hand, `null` for the browser's. */
  language: v.fallback(v.nullable(v.string()), null),
});

/** What one person prefers on this device. */
export type Preferences = Readonly<v.InferOutput<typeof PreferencesSchema>>;

const DEFAULTS: Preferences = v.parse(PreferencesSchema, {
  name: '',
  cameraId: null,
  microphoneId: null,
  speakerId: null,
  cameraOn: true,
  microphoneOn: true,
  language: null,
});

/** Name, devices and language between visits. Kept on this device only; works without storage for one visit. */
@Service()
export class UserPreferences {
  readonly #stored = new StoredValue(inject(LOCAL_STORAGE), 'parley.preferences', PreferencesSchema);
  readonly #preferences = new BehaviorSubject<Preferences>(this.#stored.read() ?? DEFAULTS);

  /** The preferences as they are now. */
  readonly preferences$: Behavior<Preferences> = this.#preferences;

  /** Changes what `change` names and keeps the rest. */
  update(change: Partial<Preferences>): void {
    const next = { ...this.#preferences.value, ...change };
    this.#preferences.next(next);
    this.#stored.write(next);
  }
}
