import type { Provider } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { type Observable, Subject, of } from 'rxjs';
import { CLOCK, MEDIA_DEVICES, NAVIGATOR, WINDOW } from '../../core/browser-apis';
import { WakeUps } from '../../core/wake-ups';
import { DEVICE_PREFERENCES, type DevicePreferences } from '../device-preferences';
import { SPEAKER_CHOICE } from '../devices';
import { LevelMeter } from '../level-meter';
import type { DeviceKind } from '../local-media';
import { MediaService } from '../media-service';
import { FakeMediaDevices, settled } from './fake-media-devices';
import type { FakeTrack } from './fake-track';

/** Half loud whenever it may hear anything. */
class SteadyMeter {
  of(track: MediaStreamTrack): Observable<number> {
    return of(track.enabled ? 0.5 : 0);
  }
}

/** What the Permissions API answers; it changes when the person does. */
class FakeStatus extends EventTarget {
  state: PermissionState = 'prompt';
}

/** A MediaService on fake devices, with what a spec can turn. */
export class MediaHarness {
  readonly devices = new FakeMediaDevices();
  /** What the Permissions API says; throws for names it lacks. */
  readonly permissions = new Map<string, PermissionState>();
  readonly #statuses = new Map<string, FakeStatus>();
  readonly preferred = new Map<DeviceKind, string>();
  /** The page is looked at again. */
  readonly returned$ = new Subject<void>();
  now = 1_000_000;
  secure = true;
  available = true;
  #media: MediaService | null = null;

  /** Made on first use, so that a spec can set the scene before. */
  get media(): MediaService {
    if (this.#media === null) {
      TestBed.configureTestingModule({ providers: this.providers() });
      this.#media = TestBed.inject(MediaService);
    }
    return this.#media;
  }

  /** State of a source in a word, with the code of a failure. */
  state(source: 'microphone' | 'camera' | 'screen'): string {
    const state = this.media.media$.value[source];
    return state.kind === 'failed' ? `failed: ${state.code}` : state.kind;
  }

  /** The fake behind the track that is sent now. */
  sent(source: 'microphone' | 'camera' | 'screen'): FakeTrack {
    const track = this.media.tracks$.value[source];
    if (track === null) throw new Error(`no ${source}`);
    return track as unknown as FakeTrack;
  }

  /** Both on, everything settled. */
  async startBoth(): Promise<void> {
    await this.media.start({ microphone: true, camera: true });
    await settled();
  }

  /** The person allows it in the browser's settings of the page. */
  allow(name: 'microphone' | 'camera'): void {
    this.permissions.set(name, 'granted');
    const status = this.#statuses.get(name);
    if (status === undefined) return;
    status.state = 'granted';
    status.dispatchEvent(new Event('change'));
  }

  #query(name: string): Promise<FakeStatus> {
    const state = this.permissions.get(name);
    if (state === undefined) return Promise.reject(new TypeError());
    const status = this.#statuses.get(name) ?? new FakeStatus();
    status.state = state;
    this.#statuses.set(name, status);
    return Promise.resolve(status);
  }

  providers(): Provider[] {
    const query = ({ name }: { name: string }) => this.#query(name);
    const preferences: DevicePreferences = {
      get: (kind) => this.preferred.get(kind) ?? null,
      set: (kind, id) => void this.preferred.set(kind, id),
    };
    return [
      MediaService,
      { provide: MEDIA_DEVICES, useFactory: () => (this.available ? this.devices.api : null) },
      { provide: NAVIGATOR, useValue: { permissions: { query } } },
      { provide: WINDOW, useFactory: () => ({ isSecureContext: this.secure }) },
      { provide: CLOCK, useValue: () => this.now },
      { provide: WakeUps, useValue: { returned$: this.returned$ } },
      { provide: SPEAKER_CHOICE, useValue: true },
      { provide: DEVICE_PREFERENCES, useValue: preferences },
      { provide: LevelMeter, useClass: SteadyMeter },
    ];
  }
}
