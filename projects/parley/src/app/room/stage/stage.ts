import {
  Component,
  DestroyRef,
  ElementRef,
  afterNextRender,
  computed,
  inject,
  input,
  effect,
  linkedSignal,
  output,
  signal,
} from '@angular/core';
import type { ParticipantId } from '@parley/protocol';
import { WINDOW } from '../../core/browser-apis';
import { ParticipantTile } from '../participant-tile/participant-tile';
import type { PictureSize } from '../participant-tile/picture-frames';
import type { Tile } from '../tile';
import { arrivalOrder } from './arrival-order';
import { shownSide } from './shown-side';
import { type Place, type Placement, planStage, spotlightOf } from './stage-plan';

interface Size {
  readonly width: number;
  readonly height: number;
}

interface Seat {
  readonly tile: Tile;
  readonly placement: Placement;
}

const NOWHERE: Placement = { box: { x: 0, y: 0, width: 0, height: 0 }, place: 'grid' };

/** Space around the tiles, also the room for the ring of who speaks. */
const MARGIN = 8;

/** The table everybody sits at: places all tiles so that they use the whole space, whatever its shape. */
@Component({
  selector: 'app-stage',
  imports: [ParticipantTile],
  templateUrl: './stage.html',
  styleUrl: './stage.scss',
  host: { 'data-theme': 'stage' },
})
export class Stage {
  /** In the order in which they should be seen. */
  readonly tiles = input.required<readonly Tile[]>();
  /** Key of the tile to show large, or `null`. */
  readonly pinned = input<string | null>(null);
  /** Show the own camera as in a mirror: right for cameras that face the person. */
  readonly mirrorSelf = input(true);

  readonly pin = output<string | null>();
  /** The person asks for another attempt to reach a participant. */
  readonly again = output<ParticipantId>();
  /** How large the cameras of others are shown: the shorter side in device pixels. */
  readonly shown = output<ReadonlyMap<ParticipantId, number>>();

  readonly #window = inject(WINDOW);
  readonly #size = signal<Size>({ width: 0, height: 0 });
  readonly #aspects = signal<ReadonlyMap<string, number>>(new Map());

  protected readonly plan = computed(() =>
    planStage(this.tiles(), { ...this.#size(), spotlight: this.#spotlight(), aspects: this.#aspects() }),
  );
  protected readonly ready = computed(() => this.#size().width > 0);
  protected readonly scrolls = computed(
    () => this.plan().width > this.#size().width || this.plan().height > this.#size().height,
  );

  /**
   * The order in the document. A `<video>` that moves there stops playing, so tiles keep their place in it until
   * they go, whatever happens to their place on the screen.
   */
  readonly #ordered = linkedSignal<readonly Tile[], readonly Tile[]>({
    source: this.tiles,
    computation: (tiles, previous) => arrivalOrder(tiles, previous?.value ?? []),
  });
  protected readonly seats = computed((): readonly Seat[] => {
    const { placements } = this.plan();
    return this.#ordered().map((tile) => ({ tile, placement: placements.get(tile.key) ?? NOWHERE }));
  });

  /** Tiles glide when people come, go or are pinned; while a window or a panel is resized they keep up with it. */
  protected readonly gliding = linkedSignal({
    source: () => ({ keys: this.#keys(), pinned: this.pinned() }),
    computation: () => true,
  });

  readonly #spotlight = computed(() => spotlightOf(this.#ordered(), this.pinned()));
  readonly #keys = computed(() =>
    this.tiles()
      .map((tile) => tile.key)
      .join(' '),
  );

  readonly #shown = computed(() => this.#sides(), { equal: sameEntries });

  constructor() {
    const { nativeElement } = inject<ElementRef<HTMLElement>>(ElementRef);
    const destroyed = inject(DestroyRef);
    effect(() => this.shown.emit(this.#shown()));
    afterNextRender(() => {
      const observer = new ResizeObserver(() => this.#measure(nativeElement));
      observer.observe(nativeElement);
      destroyed.onDestroy(() => observer.disconnect());
    });
  }

  /** Where everybody is as large as can be there is nothing to pin. */
  protected pinnable(place: Place): boolean {
    return place === 'grid' || place === 'spotlight' || place === 'strip';
  }

  protected pictureMeasured(tile: Tile, size: PictureSize): void {
    const aspect = size.width / size.height;
    if (this.#aspects().get(tile.key) === aspect) return;
    const known = new Set(this.tiles().map(({ key }) => key));
    const kept = [...this.#aspects()].filter(([key]) => known.has(key));
    this.#aspects.set(new Map([...kept, [tile.key, aspect]]));
  }

  #sides(): ReadonlyMap<ParticipantId, number> {
    const others = this.seats().filter(({ tile }) => this.ready() && tile.kind === 'camera' && !tile.self);
    const { devicePixelRatio } = this.#window;
    const side = ({ tile, placement }: Seat) =>
      shownSide(placement.box, this.#aspects().get(tile.key) ?? null, devicePixelRatio);
    return new Map(others.map((seat) => [seat.tile.participantId, side(seat)]));
  }

  #measure(host: HTMLElement): void {
    this.gliding.set(false);
    this.#size.set({
      width: Math.max(0, host.clientWidth - 2 * MARGIN),
      height: Math.max(0, host.clientHeight - 2 * MARGIN),
    });
  }
}

function sameEntries(some: ReadonlyMap<string, number>, others: ReadonlyMap<string, number>): boolean {
  return some.size === others.size && [...some].every(([key, value]) => others.get(key) === value);
}
