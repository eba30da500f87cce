import { inject, Service } from '@angular/core';
import { filter, firstValueFrom, map, type Observable, of, race, timer } from 'rxjs';
import { ANY_DEVICE } from '../media/constraints';
import { Capture } from '../media/capture';
import { AUDIO_CONTEXT, LevelMeter } from '../media/level-meter';
import { mediaErrorCode } from '../media/media-error';
import type { DeviceFinding } from './findings';
import type { Tell } from './network-check';

/** A room is never quite silent: a microphone that hears nothing for so long is muted somewhere. */
const LISTEN_MS = 3_000;
/** The hiss of a microphone that is on. */
const AUDIBLE = 0.02;

const TONE_HZ = 523;
const TONE_SECONDS = 0.6;

/** Camera, microphone and speaker, let go of as soon as they are known. Nothing rejects. */
@Service()
export class DeviceCheck {
  readonly #capture = inject(Capture);
  readonly #meter = inject(LevelMeter);
  readonly #newContext = inject(AUDIO_CONTEXT);

  async run(tell: Tell): Promise<void> {
    const wanted = this.#capture.both({ camera: ANY_DEVICE, microphone: ANY_DEVICE });
    await Promise.all([
      look(wanted.camera, () => of(true)).then((camera) => tell({ camera })),
      look(wanted.microphone, (track) => this.#isHeard(track)).then((microphone) => tell({ microphone })),
      this.#speaker().then((speaker) => tell({ speaker })),
    ]);
  }

  /** Half a second of a soft tone, for the person to judge. */
  playTone(): void {
    const context = this.#newContext();
    if (context === null) return;
    const oscillator = new OscillatorNode(context, { frequency: TONE_HZ });
    const gain = new GainNode(context, { gain: 0.2 });
    // Without a click at the end.
    gain.gain.setTargetAtTime(0, context.currentTime + TONE_SECONDS - 0.2, 0.05);
    oscillator.connect(gain).connect(context.destination);
    oscillator.addEventListener('ended', () => void context.close());
    oscillator.start();
    oscillator.stop(context.currentTime + TONE_SECONDS);
  }

  #isHeard(track: MediaStreamTrack): Observable<boolean> {
    const heard$ = this.#meter.of(track).pipe(
      filter((level) => level > AUDIBLE),
      map(() => true),
    );
    return race(heard$, timer(LISTEN_MS).pipe(map(() => false)));
  }

  async #speaker(): Promise<'there' | 'missing'> {
    const context = this.#newContext();
    await context?.close().catch(() => undefined);
    return context === null ? 'missing' : 'there';
  }
}

async function look(
  wanted: Promise<MediaStreamTrack>,
  isAlive$: (track: MediaStreamTrack) => Observable<boolean>,
): Promise<DeviceFinding> {
  try {
    const track = await wanted;
    const alive = await firstValueFrom(isAlive$(track), { defaultValue: false });
    track.stop();
    return { kind: alive ? 'works' : 'silent' };
  } catch (error) {
    return { kind: 'failed', code: mediaErrorCode(error) };
  }
}
