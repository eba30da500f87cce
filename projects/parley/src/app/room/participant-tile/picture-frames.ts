import { Directive, ElementRef, effect, inject, input, output, signal } from '@angular/core';

/** Natural size of a picture in its own pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/**
 * Knows whether a `<video>` shows a fresh picture. An element keeps its last frame when the camera goes off and is
 * black before the first one: both would look like a frozen person, so a tile shows initials until `live`.
 */
@Directive({
  selector: 'video[appPictureFrames]',
  exportAs: 'pictureFrames',
  host: { '(resize)': 'measure()', '(loadedmetadata)': 'measure()' },
})
export class PictureFrames {
  /** A picture should be there: the camera is on. */
  readonly appPictureFrames = input.required<boolean>();
  /** Shared with the directive that attaches it: another stream starts without a picture. */
  readonly appMediaStream = input.required<MediaStream | null>();
  readonly pictureSize = output<PictureSize>();

  readonly #video = inject<ElementRef<HTMLVideoElement>>(ElementRef).nativeElement;
  readonly #live = signal(false);
  readonly live = this.#live.asReadonly();

  constructor() {
    effect((onCleanup) => {
      const stream = this.appMediaStream();
      const wanted = this.appPictureFrames() && stream !== null;
      if (wanted) onCleanup(this.#awaitFrame(() => this.#live.set(true)));
      onCleanup(() => this.#live.set(false));
    });
  }

  protected measure(): void {
    const { videoWidth: width, videoHeight: height } = this.#video;
    // Chromium shows a picture of 2x2 pixels for a track that has not sent anything.
    if (width > 2 && height > 2) this.pictureSize.emit({ width, height });
  }

  /** Calls back at the next frame that reaches the screen; returns how to stop waiting. */
  #awaitFrame(arrived: () => void): () => void {
    const video = this.#video;
    if ('requestVideoFrameCallback' in video) {
      const handle = video.requestVideoFrameCallback(arrived);
      return () => video.cancelVideoFrameCallback(handle);
    }
    return listenOnce(video, 'timeupdate', arrived);
  }
}

function listenOnce(target: EventTarget, type: string, listener: () => void): () => void {
  target.addEventListener(type, listener, { once: true });
  return () => target.removeEventListener(type, listener);
}
