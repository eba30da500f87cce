import { DOCUMENT, inject, InjectionToken, Service } from '@angular/core';
import { distinctUntilChanged, fromEvent, interval, map, merge, Observable, startWith } from 'rxjs';

type NewAudioContext = (options?: AudioContextOptions) => AudioContext | null;

/** Makes an `AudioContext`, or `null` where there is none or no more can be made. */
export const AUDIO_CONTEXT = new InjectionToken<NewAudioContext>('AUDIO_CONTEXT', {
  factory: () => (options) => {
    try {
      return new AudioContext(options);
    } catch {
      return null;
    }
  },
});

/** TypeScript 6.0 does not know it yet. https://www.w3.org/TR/webaudio-1.1/#dom-audiocontextoptions-sinkid */
interface SilentOptions extends AudioContextOptions {
  readonly sinkId: { readonly type: 'none' };
}

/** The meter only listens: where the browser can, no device for its sound is opened, which costs a phone its battery. */
const SILENT: SilentOptions = { sinkId: { type: 'none' } };

/** Ten a second: smooth enough for a bar, cheap enough for a phone. */
const PERIOD_MS = 100;
/** dBFS that count as silence (0) and as loud (1); speech at a desk is between -40 and -15. */
const SILENT_DB = -60;
const LOUD_DB = -10;

/** Measures how loud a track is. */
@Service()
export class LevelMeter {
  readonly #newContext = inject(AUDIO_CONTEXT);
  readonly #document = inject(DOCUMENT);

  /**
   * 0 (silent) to 1 (loud), about ten times a second while subscribed, only when it changes. Stays 0 while the
   * track is muted and while the browser keeps the audio context suspended.
   */
  of(track: MediaStreamTrack): Observable<number> {
    return new Observable<number>((subscriber) => {
      const context = this.#newContext(SILENT);
      if (context === null) {
        subscriber.next(0);
        return undefined;
      }
      const analyser = context.createAnalyser();
      analyser.fftSize = 1024;
      const source = context.createMediaStreamSource(new MediaStream([track]));
      source.connect(analyser);
      const samples = new Float32Array(analyser.fftSize);
      const levels$ = interval(PERIOD_MS).pipe(map(() => (track.enabled ? measure(analyser, samples) : 0)));
      const subscription = levels$.pipe(startWith(0), distinctUntilChanged()).subscribe(subscriber);
      subscription.add(this.#keepRunning(context).subscribe());
      return () => {
        subscription.unsubscribe();
        source.disconnect();
        context.close().catch(() => undefined);
      };
    });
  }

  /** Browsers suspend sound until the person touches the page; the first touch wakes it. */
  #keepRunning(context: AudioContext): Observable<void> {
    const wake = () => {
      if (context.state === 'suspended') context.resume().catch(() => undefined);
    };
    wake();
    return merge(fromEvent(this.#document, 'pointerdown'), fromEvent(this.#document, 'keydown')).pipe(
      map(wake),
    );
  }
}

/** Loudness of samples as the ear takes it: decibels, not volts. */
export function levelOf(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  const decibels = 10 * Math.log10(sum / Math.max(1, samples.length));
  return Math.min(1, Math.max(0, (decibels - SILENT_DB) / (LOUD_DB - SILENT_DB)));
}

function measure(analyser: AnalyserNode, samples: Float32Array<ArrayBuffer>): number {
  analyser.getFloatTimeDomainData(samples);
  return Math.round(levelOf(samples) * 100) / 100;
}
