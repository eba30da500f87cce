import { DestroyRef, inject, Service } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import {
  BehaviorSubject,
  combineLatest,
  delay,
  distinctUntilChanged,
  map,
  type Observable,
  of,
  shareReplay,
  switchMap,
} from 'rxjs';
import type { Behavior } from '../core/behavior';
import { CLOCK } from '../core/browser-apis';
import { type LocalTracks, NO_TRACKS } from '../core/media-source';
import { WakeUps } from '../core/wake-ups';
import { Capture } from './capture';
import { ANY_DEVICE, type DeviceRequest, type Facing } from './constraints';
import { deviceChoices, type DeviceIds } from './device-choices';
import { DEVICE_PREFERENCES } from './device-preferences';
import { Devices, hasVanished, NO_DEVICES } from './devices';
import { facingOf } from './facing';
import { LevelMeter } from './level-meter';
import { type DeviceChoices, type DeviceKind, type LocalMedia, NO_MEDIA } from './local-media';
import { sourceState } from './local-source-facts';
import { type Acquire, LocalSource } from './local-source';
import { endedUnlessRefused, isRefusalCode, isTaken, mediaErrorCode } from './media-error';
import { PermissionWatch } from './permission-watch';
import { ScreenShare } from './screen-share';

type Captured = 'microphone' | 'camera';

/** A device that the system held back is often given back by itself, a moment after the person returned. */
const GIVEN_BACK_MS = 800;

/**
 * Our own microphone, camera and screen: the only owner of local tracks. Commands never reject; what became of
 * them is in `media$`. They may overlap: the last one holds.
 */
@Service({ autoProvided: false })
export class MediaService {
  readonly #capture = inject(Capture);
  readonly #preferences = inject(DEVICE_PREFERENCES);
  readonly #meter = inject(LevelMeter);
  readonly #sources: Readonly<Record<Captured, LocalSource>>;
  readonly #screen = new ScreenShare();
  readonly #lists$ = new BehaviorSubject(NO_DEVICES);
  /** Devices chosen that are not there yet, so that a picker shows the choice at once. */
  readonly #switchingTo$ = new BehaviorSubject<DeviceIds>({ camera: null, microphone: null, speaker: null });
  /** Set by a flip, cleared by choosing a camera. */
  #facing: Facing | null = null;
  #closed = false;

  readonly #media$ = new BehaviorSubject<LocalMedia>(NO_MEDIA);
  /** What the person sees of each source. A muted microphone is `off`. */
  readonly media$: Behavior<LocalMedia> = this.#media$;

  readonly #tracks$ = new BehaviorSubject<LocalTracks>(NO_TRACKS);
  /** What to send now. A muted microphone's track stays, `enabled` false; a camera that is off is `null`. */
  readonly tracks$: Behavior<LocalTracks> = this.#tracks$;

  readonly #devices$ = new BehaviorSubject<DeviceChoices>(
    deviceChoices(NO_DEVICES, this.#switchingTo$.value, NO_TRACKS, () => null),
  );
  /** Devices to choose from. Ids and names are there once a permission was given. */
  readonly devices$: Behavior<DeviceChoices> = this.#devices$;

  /** How loud our microphone is: 0 (silent) to 1 (loud), at most ten times a second, 0 while muted. */
  readonly level$: Observable<number> = this.#tracks$.pipe(
    map(({ microphone }) => microphone),
    distinctUntilChanged(),
    switchMap((track) => (track === null ? of(0) : this.#meter.of(track))),
    distinctUntilChanged(),
    shareReplay({ bufferSize: 1, refCount: true }),
  );

  constructor() {
    const now = inject(CLOCK);
    const source = (kind: Captured, keepWhenOff: boolean) =>
      new LocalSource({ keepWhenOff, now, fallback: () => this.#standIn(kind) });
    this.#sources = { microphone: source('microphone', true), camera: source('camera', false) };
    inject(DestroyRef).onDestroy(() => this.close());
    this.#publish();
    this.#watchDevices(inject(Devices));
    this.#watchPermissions(inject(PermissionWatch));
    this.#watchReturns(inject(WakeUps));
  }

  /**
   * Asks for what is wanted, with one question to the person where both are. Also the way to try again after a
   * failure. Settles when every request was answered.
   */
  async start(wanted: { readonly microphone: boolean; readonly camera: boolean }): Promise<void> {
    if (this.#closed) return;
    const { microphone, camera } = this.#sources;
    if (wanted.microphone && wanted.camera && microphone.idle && camera.idle) {
      const joint = this.#capture.both({
        microphone: this.#request('microphone'),
        camera: this.#request('camera'),
      });
      await Promise.all([
        microphone.setOn(true, () => joint.microphone),
        camera.setOn(true, () => joint.camera),
      ]);
      return;
    }
    await Promise.all([this.setOn('microphone', wanted.microphone), this.setOn('camera', wanted.camera)]);
  }

  /** Camera off stops its track: the light goes off. Microphone off mutes; its track stays. */
  async setOn(source: Captured, on: boolean): Promise<void> {
    await this.#sources[source].setOn(on, () => this.#capture.one(source, this.#request(source)));
  }

  /** Uses a device from now on, and prefers it next time. One that is off or muted stays so. */
  async choose(kind: DeviceKind, deviceId: string): Promise<void> {
    if (this.#closed) return;
    this.#preferences.set(kind, deviceId);
    if (kind === 'camera') this.#facing = null;
    this.#switchingTo$.next({ ...this.#switchingTo$.value, [kind]: deviceId });
    if (kind !== 'speaker') await this.#swap(kind, { deviceId, exact: true, facing: null });
    if (this.#switchingTo$.value[kind] === deviceId) {
      this.#switchingTo$.next({ ...this.#switchingTo$.value, [kind]: null });
    }
  }

  /** To the camera on the other side of a phone. */
  async flipCamera(): Promise<void> {
    const { camera } = this.#sources;
    const facing = facingOf(camera.facts$.value.track) ?? this.#facing;
    this.#facing = facing === 'environment' ? 'user' : 'environment';
    camera.release(); // Phones open one camera at a time.
    await camera.replace(() => this.#capture.one('camera', this.#request('camera')));
  }

  /** Lets the person pick a screen. Picking none is no error. Nothing happens while one is shared. */
  async shareScreen(): Promise<void> {
    await this.#screen.start(() => this.#capture.screen());
  }

  stopSharing(): void {
    this.#screen.stop();
  }

  /** Lets go of every device for good. Idempotent; tracks that arrive later are stopped. */
  close(): void {
    this.#closed = true;
    this.#sources.microphone.close();
    this.#sources.camera.close();
    this.#screen.close();
  }

  #request(source: Captured): DeviceRequest {
    if (source === 'camera' && this.#facing !== null) return { ...ANY_DEVICE, facing: this.#facing };
    const deviceId = this.#preferences.get(source);
    return { ...ANY_DEVICE, deviceId, exact: deviceId !== null };
  }

  /** A device went away: whichever is left. Where none can be had, that it ended is the thing to say. */
  async #standIn(source: Captured): Promise<MediaStreamTrack> {
    try {
      return await this.#capture.one(source, ANY_DEVICE);
    } catch (error) {
      throw endedUnlessRefused(error);
    }
  }

  /** The old device works until the new one does, except where a phone can open only one at a time. */
  async #swap(source: Captured, request: DeviceRequest): Promise<void> {
    const acquire: Acquire = () => this.#capture.one(source, request);
    await this.#sources[source].replace(async () => {
      try {
        return await acquire();
      } catch (error) {
        if (mediaErrorCode(error) !== 'in-use' || source === 'microphone') throw error;
        this.#sources.camera.release();
        return acquire();
      }
    });
  }

  #publish(): void {
    const { microphone, camera } = this.#sources;
    combineLatest([microphone.facts$, camera.facts$, this.#screen.state$])
      .pipe(takeUntilDestroyed())
      .subscribe(([mic, cam, screen]) => {
        const screenTrack = screen.kind === 'on' ? screen.track : null;
        const tracks = { microphone: mic.track, camera: cam.track, screen: screenTrack };
        if (!sameTracks(tracks, this.#tracks$.value)) this.#tracks$.next(tracks);
        this.#media$.next({ microphone: sourceState(mic), camera: sourceState(cam), screen });
      });
  }

  /** Who follows our advice and allows it in the browser's settings need not come back and press a button. */
  #watchPermissions(permissions: PermissionWatch): void {
    for (const kind of ['microphone', 'camera'] as const) {
      permissions
        .granted$(kind)
        .pipe(takeUntilDestroyed())
        .subscribe(() => {
          const { wanted, failure } = this.#sources[kind].facts$.value;
          if (wanted && failure !== null && isRefusalCode(failure)) void this.setOn(kind, true);
        });
    }
  }

  /** What the phone took for a call or behind the lock screen is asked for again once the person is back. */
  #watchReturns({ returned$ }: WakeUps): void {
    returned$.pipe(delay(GIVEN_BACK_MS), takeUntilDestroyed()).subscribe(() => {
      for (const kind of ['microphone', 'camera'] as const) {
        const source = this.#sources[kind];
        const { wanted, track, interrupted, failure } = source.facts$.value;
        if (track?.readyState === 'ended') source.lost(track);
        else if (wanted && (interrupted || (track === null && isTaken(failure)))) void this.setOn(kind, true);
      }
    });
  }

  #watchDevices(devices: Devices): void {
    const gained$ = this.#tracks$.pipe(
      map(({ microphone, camera }) => [microphone, camera] as const),
      distinctUntilChanged((a, b) => a[0] === b[0] && a[1] === b[1]),
    );
    devices
      .lists$(gained$)
      .pipe(takeUntilDestroyed())
      .subscribe((lists) => {
        this.#lists$.next(lists);
        for (const kind of ['microphone', 'camera'] as const) {
          const { track } = this.#sources[kind].facts$.value;
          if (track !== null && hasVanished(track, lists[kind])) this.#sources[kind].lost(track);
        }
      });
    combineLatest([this.#lists$, this.#switchingTo$, this.#tracks$])
      .pipe(
        map(([lists, switchingTo, tracks]) =>
          deviceChoices(lists, switchingTo, tracks, (kind) => this.#preferences.get(kind)),
        ),
        takeUntilDestroyed(),
      )
      .subscribe((choices) => this.#devices$.next(choices));
  }
}

function sameTracks(a: LocalTracks, b: LocalTracks): boolean {
  return a.microphone === b.microphone && a.camera === b.camera && a.screen === b.screen;
}
