/** A place on the stage, in whole CSS pixels from its top left corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Width divided by height, between which a tile may stretch to waste less of the stage. */
export interface AspectRange {
  readonly min: number;
  readonly max: number;
}

export interface GridSpace {
  readonly width: number;
  readonly height: number;
  readonly count: number;
  readonly gap: number;
  readonly aspect?: AspectRange;
}

export interface Grid {
  readonly columns: number;
  readonly rows: number;
  readonly tileWidth: number;
  readonly tileHeight: number;
  /** One box for each tile, row by row; the last row is centred. */
  readonly boxes: readonly Box[];
}

const LANDSCAPE: AspectRange = { min: 4 / 3, max: 16 / 9 };
/** Upright phones film upright: tall tiles hide less of them and use a tall stage. */
const PORTRAIT: AspectRange = { min: 3 / 4, max: 16 / 9 };
/** Grids this close in area are alike to the eye; then the squarer one is calmer than a ladder of slivers. */
const NEARLY_AS_LARGE = 0.94;

function aspectRangeFor(width: number, height: number): AspectRange {
  return width < height ? PORTRAIT : LANDSCAPE;
}

/** The largest whole-pixel rectangle of an allowed shape that fits into the space. */
export function fitInto(
  width: number,
  height: number,
  aspect: AspectRange,
): { width: number; height: number } {
  if (width <= 0 || height <= 0) return { width: 0, height: 0 };
  const shape = Math.min(Math.max(width / height, aspect.min), aspect.max);
  return {
    width: Math.floor(Math.min(width, height * shape)),
    height: Math.floor(Math.min(height, width / shape)),
  };
}

/** A box of an allowed shape, as large as fits, in the middle of the given one. */
export function centreIn(space: Box, aspect: AspectRange): Box {
  const { width, height } = fitInto(space.width, space.height, aspect);
  return {
    x: Math.floor(space.x + (space.width - width) / 2),
    y: Math.floor(space.y + (space.height - height) / 2),
    width,
    height,
  };
}

/** Places equal tiles so that they cover as much of the space as their shapes allow. Never scrolls. */
export function layoutGrid(space: GridSpace): Grid {
  const candidates = Array.from({ length: Math.max(0, space.count) }, (_, index) => sized(space, index + 1));
  const largest = Math.max(0, ...candidates.map(area));
  const [best] = candidates
    .filter((candidate) => area(candidate) >= largest * NEARLY_AS_LARGE)
    .sort((a, b) => Math.abs(a.columns - a.rows) - Math.abs(b.columns - b.rows) || area(b) - area(a));
  if (!best) return { columns: 0, rows: 0, tileWidth: 0, tileHeight: 0, boxes: [] };
  return { ...best, boxes: placed(space, best) };
}

type GridSize = Omit<Grid, 'boxes'>;

function area(size: GridSize): number {
  return size.tileWidth * size.tileHeight;
}

function sized({ width, height, count, gap, aspect }: GridSpace, columns: number): GridSize {
  const rows = Math.ceil(count / columns);
  const tile = fitInto(
    (width - gap * (columns - 1)) / columns,
    (height - gap * (rows - 1)) / rows,
    aspect ?? aspectRangeFor(width, height),
  );
  return { columns, rows, tileWidth: tile.width, tileHeight: tile.height };
}

function placed({ width, height, count, gap }: GridSpace, size: GridSize): readonly Box[] {
  const { columns, rows, tileWidth, tileHeight } = size;
  const top = Math.floor((height - rows * (tileHeight + gap) + gap) / 2);
  return Array.from({ length: count }, (_, index) => {
    const row = Math.floor(index / columns);
    const inRow = Math.min(columns, count - row * columns);
    const left = Math.floor((width - inRow * (tileWidth + gap) + gap) / 2);
    return {
      x: left + (index % columns) * (tileWidth + gap),
      y: top + row * (tileHeight + gap),
      width: tileWidth,
      height: tileHeight,
    };
  });
}
