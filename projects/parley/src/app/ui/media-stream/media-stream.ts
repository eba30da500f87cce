import { Directive, effect, ElementRef, inject, input, output } from '@angular/core';
import { promptStream } from './prompt-stream';

/**
 * Plays a stream in a `<video>` or `<audio>`. Streams are objects, so templates cannot bind them as an attribute.
 */
@Directive({ selector: 'video[appMediaStream], audio[appMediaStream]' })
export class MediaStreamDirective {
  readonly #element: HTMLMediaElement = inject<ElementRef<HTMLMediaElement>>(ElementRef).nativeElement;

  /** What to play; `null` shows nothing and lets go of the stream. */
  readonly appMediaStream = input.required<MediaStream | null>();
  /** Show pictures that come over a network when they arrive, not when the browser finds them due. */
  readonly prompt = input(false);
  /** Speaker to play on; `null` for the system's default. Ignored where the browser cannot choose. */
  readonly sinkId = input<string | null>(null);
  /** The browser wants a click or a tap first. Call `play()` from its handler. */
  readonly playBlocked = output();

  constructor() {
    effect((onCleanup) => {
      const over = new AbortController();
      this.#show(this.appMediaStream(), this.prompt() ? over.signal : null);
      onCleanup(() => {
        over.abort();
        // An element that is gone must not keep a camera or a connection alive.
        this.#element.srcObject = null;
      });
    });
    effect(() => void this.#choose(this.sinkId() ?? ''));
  }

  /** Plays again, for the click that `playBlocked` asked for. */
  play(): Promise<void> {
    return this.#element.play().catch((error: unknown) => {
      // Aborted: another stream took its place meanwhile, and is asked to play by itself.
      if (error instanceof DOMException && error.name === 'NotAllowedError') this.playBlocked.emit();
    });
  }

  #show(stream: MediaStream | null, promptUntil: AbortSignal | null): void {
    this.#element.srcObject =
      stream !== null && promptUntil ? promptStream(this.#element, stream, promptUntil) : stream;
    if (stream !== null) void this.play();
  }

  async #choose(sinkId: string): Promise<void> {
    if (!('setSinkId' in this.#element) || this.#element.sinkId === sinkId) return;
    try {
      await this.#element.setSinkId(sinkId);
    } catch {
      // The speaker was unplugged: the browser goes on with the default one.
    }
  }
}
