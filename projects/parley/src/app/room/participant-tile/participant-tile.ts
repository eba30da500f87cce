import { Component, computed, input, output, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Avatar } from '../../ui/avatar/avatar';
import { Icon } from '../../ui/icon/icon';
import { MediaStreamDirective } from '../../ui/media-stream/media-stream';
import { nameInText } from '../name-in-text';
import type { Tile } from '../tile';
import { pictureFit } from './picture-fit';
import { PictureFrames, type PictureSize } from './picture-frames';

/** One picture of the stage: a person or a shared screen, with name, state and the button that pins it. */
@Component({
  selector: 'app-participant-tile',
  imports: [Avatar, Icon, MediaStreamDirective, PictureFrames, TranslocoPipe],
  templateUrl: './participant-tile.html',
  styleUrl: './participant-tile.scss',
  host: { '[class.speaking]': 'tile().speaking', '(dblclick)': 'togglePin()' },
})
export class ParticipantTile {
  readonly tile = input.required<Tile>();
  /** Shape of the tile on the stage, width divided by height. */
  readonly aspect = input(16 / 9);
  readonly pinned = input(false);
  readonly pinnable = input(true);
  readonly mirrored = input(false);

  /** The new state of the pin. */
  readonly pinChange = output<boolean>();
  readonly videoSize = output<PictureSize>();
  /** The person asks for another attempt to reach this participant. */
  readonly again = output();

  readonly #pictureAspect = signal<number | null>(null);

  protected readonly labelKey = computed(() => `call.tile.${this.#who()}.label`);
  protected readonly textKey = computed(() => `call.tile.${this.#who()}.text`);
  protected readonly shortName = computed(() => nameInText(this.tile().name));
  protected readonly fit = computed(() =>
    this.tile().kind === 'screen' ? 'contain' : pictureFit(this.aspect(), this.#pictureAspect()),
  );
  /** What is shown may be old. */
  protected readonly troubled = computed(() =>
    ['weak', 'restarting', 'rebuilding'].includes(this.tile().health),
  );
  /** The picture of a path that is gone is the past; the person is not there any more. */
  protected readonly pictureWanted = computed(() => this.tile().videoOn && this.tile().health !== 'lost');

  readonly #who = computed(() => {
    const { kind, self } = this.tile();
    if (kind === 'screen') return self ? 'ownScreen' : 'screen';
    return self ? 'self' : 'other';
  });

  protected togglePin(): void {
    if (this.pinnable()) this.pinChange.emit(!this.pinned());
  }

  protected measured(size: PictureSize): void {
    this.#pictureAspect.set(size.width / size.height);
    this.videoSize.emit(size);
  }
}
