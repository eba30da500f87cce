import { Component, inject, input, output, viewChildren } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import type { ParticipantId } from '@parley/protocol';
import { WakeUps } from '../../core/wake-ups';
import { MediaStreamDirective } from '../../ui/media-stream/media-stream';

/** The sound of one participant. */
export interface Voice {
  readonly id: ParticipantId;
  readonly stream: MediaStream;
}

/**
 * Plays everybody. Apart from the pictures, because a `<video>` whose picture has not begun plays no sound
 * either: a participant without a camera would be silent.
 */
@Component({
  selector: 'app-voices',
  imports: [MediaStreamDirective],
  template: `
    @for (voice of voices(); track voice.id) {
      <audio
        autoplay
        [appMediaStream]="voice.stream"
        [sinkId]="speakerId()"
        (playBlocked)="blocked.emit()"
      ></audio>
    }
  `,
})
export class Voices {
  readonly voices = input.required<readonly Voice[]>();
  readonly speakerId = input<string | null>(null);
  /** The browser wants a tap before it plays sound: call `play` from it. */
  readonly blocked = output();

  private readonly players = viewChildren(MediaStreamDirective);

  constructor() {
    // A phone call or the lock screen pauses players without telling anybody.
    inject(WakeUps)
      .returned$.pipe(takeUntilDestroyed())
      .subscribe(() => this.play());
  }

  play(): void {
    for (const player of this.players()) void player.play();
  }
}
