import type { Tile } from '../tile';
import { type Box, centreIn, fitInto, layoutGrid } from '../grid-layout';
import { layoutSpotlight } from '../spotlight-layout';

/**
 * The part a tile plays: equal among equals, the large one or beside it, facing one's own small picture in the
 * corner, or alone.
 */
export type Place = 'grid' | 'facing' | 'spotlight' | 'strip' | 'corner' | 'alone';

export interface Placement {
  readonly box: Box;
  readonly place: Place;
}

export interface StageSpace {
  readonly width: number;
  readonly height: number;
  /** Key of the tile to show large, or `null` for equals. */
  readonly spotlight: string | null;
  /** Width divided by height of the pictures that have one, by tile key. */
  readonly aspects: ReadonlyMap<string, number>;
}

export interface StagePlan {
  readonly placements: ReadonlyMap<string, Placement>;
  /** Size of everything; larger than the stage where a strip scrolls. */
  readonly width: number;
  readonly height: number;
  /** Where the projected content for somebody who is alone goes. */
  readonly aside: Box | null;
}

const GAP = 8;
/** Stages this narrow are phones held upright: a conversation of two looks like a video call there. */
const PHONE_WIDTH = 600;
const WIDE = 16 / 9;

/**
 * Whose tile is large: what the person pinned, else the newest screen of somebody else. One's own screen is on
 * the desk already. Takes the tiles in the order in which they came.
 */
export function spotlightOf(arrivals: readonly Tile[], pinned: string | null): string | null {
  if (arrivals.some((tile) => tile.key === pinned)) return pinned;
  return arrivals.findLast((tile) => tile.kind === 'screen' && !tile.self)?.key ?? null;
}

/** Decides where every tile stands. */
export function planStage(tiles: readonly Tile[], space: StageSpace): StagePlan {
  const [first, second] = tiles;
  if (first && !second) return planAlone(first, space);
  const spotlight = tiles.find((tile) => tile.key === space.spotlight);
  if (spotlight) return planSpotlight(spotlight, tiles, space);
  return planDuo(tiles, space) ?? planGrid(tiles, space);
}

function planAlone(tile: Tile, { width, height, aspects }: StageSpace): StagePlan {
  const aspect = aspects.get(tile.key) ?? WIDE;
  const beside = width >= height && width >= PHONE_WIDTH;
  const picture = beside
    ? fitInto(Math.min(width * 0.36, 640), height * 0.8, { min: aspect, max: aspect })
    : fitInto(Math.min(width * 0.6, 420), height * 0.22, { min: aspect, max: aspect });
  const x = beside ? width - picture.width - Math.round(width * 0.04) : (width - picture.width) / 2;
  const y = beside ? (height - picture.height) / 2 : 0;
  const box = { x: Math.floor(x), y: Math.floor(y), ...picture };
  const aside = beside
    ? { x: 0, y: 0, width: box.x - GAP, height }
    : { x: 0, y: box.height + GAP, width, height: Math.max(0, height - box.height - GAP) };
  return { placements: new Map([[tile.key, { box, place: 'alone' }]]), width, height, aside };
}

function planSpotlight(spotlight: Tile, tiles: readonly Tile[], space: StageSpace): StagePlan {
  const others = tiles.filter((tile) => tile !== spotlight);
  const aspect = space.aspects.get(spotlight.key) ?? WIDE;
  const plan = layoutSpotlight({ ...space, count: others.length, gap: GAP, aspect });
  const placements = new Map<string, Placement>([
    [spotlight.key, { box: plan.spotlight, place: 'spotlight' }],
  ]);
  for (const [index, box] of plan.strip.entries()) {
    const tile = others[index];
    if (tile) placements.set(tile.key, { box, place: 'strip' });
  }
  return { placements, width: plan.contentWidth, height: plan.contentHeight, aside: null };
}

function planDuo(tiles: readonly Tile[], { width, height, aspects }: StageSpace): StagePlan | null {
  const own = tiles.find((tile) => tile.self && tile.kind === 'camera');
  const other = tiles.find((tile) => !tile.self && tile.kind === 'camera');
  if (tiles.length !== 2 || !own || !other || width >= PHONE_WIDTH || height < width * 1.2) return null;
  const aspect = aspects.get(other.key);
  // Upright like the phone; a wide picture is cut as in the grid, an upright one is shown as it is.
  const range = { min: Math.min(aspect ?? 9 / 16, 3 / 4), max: 1 };
  const large = centreIn({ x: 0, y: 0, width, height }, range);
  const small = fitInto(width * 0.3, height * 0.24, { min: 3 / 4, max: 4 / 3 });
  const corner = { x: width - small.width - 12, y: large.y + 12, ...small };
  const placements = new Map<string, Placement>([
    [other.key, { box: large, place: 'facing' }],
    [own.key, { box: corner, place: 'corner' }],
  ]);
  return { placements, width, height, aside: null };
}

function planGrid(tiles: readonly Tile[], { width, height }: StageSpace): StagePlan {
  const { boxes } = layoutGrid({ width, height, count: tiles.length, gap: GAP });
  const placements = new Map<string, Placement>();
  for (const [index, box] of boxes.entries()) {
    const tile = tiles[index];
    if (tile) placements.set(tile.key, { box, place: 'grid' });
  }
  return { placements, width, height, aside: null };
}
