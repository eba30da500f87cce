import { inject, Service } from '@angular/core';
import { AppError } from '../core/app-error';
import { MEDIA_DEVICES, NAVIGATOR, WINDOW } from '../core/browser-apis';
import {
  ANY_DEVICE,
  cameraConstraints,
  type DeviceRequest,
  microphoneConstraints,
  SCREEN_OPTIONS,
} from './constraints';
import { isOverconstrained, isRefusal, type PermissionAnswer, toMediaError } from './media-error';

type Captured = 'microphone' | 'camera';

/** Gets tracks from the browser. Keeps nothing: who asks owns the track. Rejects with `MediaError` only. */
@Service()
export class Capture {
  readonly #devices = inject(MEDIA_DEVICES);
  readonly #navigator = inject(NAVIGATOR);
  readonly #secure = inject(WINDOW).isSecureContext;

  /** One source alone. A device that cannot be had any more is replaced by whichever there is. */
  async one(source: Captured, request: DeviceRequest): Promise<MediaStreamTrack> {
    try {
      return await this.#oneAsAsked(source, request);
    } catch (error) {
      if (!isOverconstrained(error) || request === ANY_DEVICE) throw await this.#explained(error, source);
      return this.one(source, ANY_DEVICE);
    }
  }

  /**
   * Both with one question to the person. Where that fails each is tried alone, so that a missing or busy
   * device never costs the other.
   */
  both(requests: Readonly<Record<Captured, DeviceRequest>>): Record<Captured, Promise<MediaStreamTrack>> {
    const joint = this.#joint(requests);
    const of = async (source: Captured) => {
      try {
        return trackOf(await joint, source);
      } catch (error) {
        if (isRefusal(error) && !(await this.#worthAsking(source)))
          throw await this.#explained(error, source);
        return this.one(source, requests[source]);
      }
    };
    return { microphone: of('microphone'), camera: of('camera') };
  }

  /** A screen, window or tab the person picks; `null` when they pick none. */
  async screen(): Promise<MediaStreamTrack | null> {
    try {
      if (this.#devices === null || !('getDisplayMedia' in this.#devices)) throw this.#unavailable();
      return trackOf(await this.#devices.getDisplayMedia(SCREEN_OPTIONS), 'screen');
    } catch (error) {
      const failure = toMediaError(error);
      // Chromium says "by system" where macOS forbids; every other refusal is the person closing the picker.
      if (isRefusal(error) && failure.code !== 'blocked-by-system') return null;
      throw failure;
    }
  }

  /** A device of last time that is gone must not cost a second question, so both are then asked for as a wish. */
  async #joint({ microphone, camera }: Readonly<Record<Captured, DeviceRequest>>): Promise<MediaStream> {
    try {
      return await this.#getUserMedia({
        audio: microphoneConstraints(microphone),
        video: cameraConstraints(camera),
      });
    } catch (error) {
      if (!isOverconstrained(error) || !(microphone.exact || camera.exact)) throw error;
      return this.#joint({
        microphone: { ...microphone, exact: false },
        camera: { ...camera, exact: false },
      });
    }
  }

  async #oneAsAsked(source: Captured, request: DeviceRequest): Promise<MediaStreamTrack> {
    const stream = await this.#getUserMedia(
      source === 'camera' ? { video: cameraConstraints(request) } : { audio: microphoneConstraints(request) },
    );
    return trackOf(stream, source);
  }

  async #getUserMedia(constraints: MediaStreamConstraints): Promise<MediaStream> {
    if (this.#devices === null) throw this.#unavailable();
    return this.#devices.getUserMedia(constraints);
  }

  /** After a joint refusal only a source that is allowed, or of unknown standing, is asked for once more. */
  async #worthAsking(source: Captured): Promise<boolean> {
    const answer = await this.#permission(source);
    return answer === 'granted' || answer === 'unknown';
  }

  async #explained(error: unknown, source: Captured) {
    return toMediaError(error, isRefusal(error) ? await this.#permission(source) : 'unknown');
  }

  async #permission(source: Captured): Promise<PermissionAnswer> {
    try {
      return (await this.#navigator.permissions.query({ name: source })).state;
    } catch {
      return 'unknown'; // Older browsers have no such API, or do not know these names.
    }
  }

  #unavailable() {
    return new AppError(this.#secure ? 'unsupported' : 'insecure-context');
  }
}

const HINTS = { microphone: 'speech', camera: 'motion', screen: 'detail' } as const;

function trackOf(stream: MediaStream, source: Captured | 'screen'): MediaStreamTrack {
  const kind = source === 'microphone' ? 'audio' : 'video';
  const track = stream.getTracks().find((candidate) => candidate.kind === kind);
  if (track === undefined) throw new AppError('not-found');
  track.contentHint = HINTS[source];
  return track;
}
