import { type Box, centreIn, layoutGrid } from './grid-layout';

export interface SpotlightSpace {
  readonly width: number;
  readonly height: number;
  /** How many other tiles stand beside the spotlight. */
  readonly count: number;
  readonly gap: number;
  /** Shape of the picture in the spotlight; all of it is shown. */
  readonly aspect: number;
}

export interface SpotlightLayout {
  readonly spotlight: Box;
  readonly strip: readonly Box[];
  readonly side: 'end' | 'bottom';
  /** Size of all tiles together; larger than the space where the strip has to scroll. */
  readonly contentWidth: number;
  readonly contentHeight: number;
}

/** Smaller tiles show no face any more: from here on the strip scrolls instead. */
const MIN_STRIP_TILE = { width: 96, height: 72 };
const STRIP_SHAPE = { min: 1, max: 16 / 9 };
const SCROLLING_SHAPE = 4 / 3;
const SCROLLING_TILE = { width: 128, height: 96 };
/** Pictures this close in area look alike; then the strip stands where people expect it. */
const NEARLY_AS_LARGE = 0.9;

/** A large picture and the others as a strip at its side or below, whichever leaves the picture larger. */
export function layoutSpotlight(space: SpotlightSpace): SpotlightLayout {
  if (space.count === 0) return withoutStrip(space);
  const end = spotlightBesideEnd(space);
  const bottom = spotlightAboveBottom(space);
  const gain = area(end.spotlight) / Math.max(1, area(bottom.spotlight));
  if (gain > NEARLY_AS_LARGE && gain < 1 / NEARLY_AS_LARGE) return space.width >= space.height ? end : bottom;
  return gain > 1 ? end : bottom;
}

function withoutStrip({ width, height, aspect }: SpotlightSpace): SpotlightLayout {
  const spotlight = centreIn({ x: 0, y: 0, width, height }, { min: aspect, max: aspect });
  return { spotlight, strip: [], side: 'bottom', contentWidth: width, contentHeight: height };
}

function spotlightBesideEnd(space: SpotlightSpace): SpotlightLayout {
  const { width, height, gap, aspect } = space;
  const narrowest = Math.round(clamp(width * 0.17, MIN_STRIP_TILE.width, 480));
  const wanted =
    extent(gridStrip(space, { x: 0, y: 0, width: narrowest, height }), 'x', 'width') ?? narrowest;
  const spotlightWidth = Math.floor(Math.min(width - gap - wanted, height * aspect));
  const room = { x: spotlightWidth + gap, y: 0, width: width - gap - spotlightWidth, height };
  const tiles = gridStrip(space, room) ?? columnStrip(space, room);
  return {
    ...framed(space, { x: 0, y: 0, width: spotlightWidth, height }, tiles),
    side: 'end',
  };
}

function spotlightAboveBottom(space: SpotlightSpace): SpotlightLayout {
  const { width, height, gap, aspect } = space;
  const lowest = Math.round(clamp(height * 0.17, MIN_STRIP_TILE.height, 320));
  const wanted = extent(gridStrip(space, { x: 0, y: 0, width, height: lowest }), 'y', 'height') ?? lowest;
  const spotlightHeight = Math.floor(Math.min(height - gap - wanted, width / aspect));
  const room = { x: 0, y: spotlightHeight + gap, width, height: height - gap - spotlightHeight };
  const tiles = gridStrip(space, room) ?? rowStrip(space, room);
  return {
    ...framed(space, { x: 0, y: 0, width, height: spotlightHeight }, tiles),
    side: 'bottom',
  };
}

/** All tiles in view, or `null` when they would be too small for that. */
function gridStrip({ count, gap }: SpotlightSpace, room: Box): readonly Box[] | null {
  const grid = layoutGrid({ width: room.width, height: room.height, count, gap, aspect: STRIP_SHAPE });
  if (grid.tileWidth < MIN_STRIP_TILE.width || grid.tileHeight < MIN_STRIP_TILE.height) return null;
  return grid.boxes.map((box) => ({ ...box, x: box.x + room.x, y: box.y + room.y }));
}

/** How much of the strip its tiles really need; the rest is for the picture. */
function extent(boxes: readonly Box[] | null, start: 'x' | 'y', size: 'width' | 'height'): number | null {
  if (boxes === null) return null;
  const first = Math.min(...boxes.map((box) => box[start]));
  return Math.max(...boxes.map((box) => box[start] + box[size])) - first;
}

function columnStrip({ count, gap }: SpotlightSpace, room: Box): readonly Box[] {
  const columns = fitting(room.width, SCROLLING_TILE.width, gap);
  const width = Math.floor((room.width - gap * (columns - 1)) / columns);
  const height = Math.floor(width / SCROLLING_SHAPE);
  return Array.from({ length: count }, (_, index) => ({
    x: room.x + (index % columns) * (width + gap),
    y: Math.floor(index / columns) * (height + gap),
    width,
    height,
  }));
}

function rowStrip({ count, gap }: SpotlightSpace, room: Box): readonly Box[] {
  const rows = fitting(room.height, SCROLLING_TILE.height, gap);
  const height = Math.floor((room.height - gap * (rows - 1)) / rows);
  const width = Math.floor(height * SCROLLING_SHAPE);
  return Array.from({ length: count }, (_, index) => ({
    x: Math.floor(index / rows) * (width + gap),
    y: room.y + (index % rows) * (height + gap),
    width,
    height,
  }));
}

/** How many tiles of at least this size stand side by side; one in any case. */
function fitting(space: number, least: number, gap: number): number {
  return Math.max(1, Math.floor((space + gap) / (least + gap)));
}

function framed(space: SpotlightSpace, room: Box, strip: readonly Box[]): Omit<SpotlightLayout, 'side'> {
  return {
    spotlight: centreIn(room, { min: space.aspect, max: space.aspect }),
    strip,
    contentWidth: Math.max(space.width, ...strip.map((box) => box.x + box.width)),
    contentHeight: Math.max(space.height, ...strip.map((box) => box.y + box.height)),
  };
}

function area({ width, height }: Box): number {
  return width * height;
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(Math.max(value, min), max);
}
