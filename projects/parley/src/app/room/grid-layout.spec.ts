import { type Box, layoutGrid } from './grid-layout';

const SIZES: readonly (readonly [number, number])[] = [
  [320, 480],
  [360, 640],
  [360, 800],
  [412, 915],
  [480, 320],
  [800, 360],
  [820, 1180],
  [1180, 820],
  [1024, 768],
  [1366, 768],
  [1440, 900],
  [1920, 1080],
  [1080, 1920],
  [2560, 1080],
  [3840, 2160],
  [2160, 3840],
];
const GAP = 8;

function inside(box: Box, width: number, height: number): boolean {
  return box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height;
}

function apart(a: Box, b: Box): boolean {
  return (
    a.x + a.width + GAP <= b.x ||
    b.x + b.width + GAP <= a.x ||
    a.y + a.height + GAP <= b.y ||
    b.y + b.height + GAP <= a.y
  );
}

describe('layoutGrid', () => {
  for (const [width, height] of SIZES) {
    it(`shows up to 50 tiles on ${width}x${height}, all inside and none over another`, () => {
      for (let count = 1; count <= 50; count++) {
        const { boxes } = layoutGrid({ width, height, count, gap: GAP });
        expect(boxes.length).toBe(count);
        for (const [index, box] of boxes.entries()) {
          if (!inside(box, width, height)) fail(`tile ${index} of ${count} is outside`);
          for (const other of boxes.slice(index + 1)) {
            if (!apart(box, other)) fail(`tiles of ${count} overlap or touch`);
          }
        }
      }
    });

    it(`uses at least 55 % of ${width}x${height} for up to 8 tiles of a face's size`, () => {
      for (let count = 1; count <= 8; count++) {
        const { tileWidth, tileHeight } = layoutGrid({ width, height, count, gap: GAP });
        const used = (tileWidth * tileHeight * count) / (width * height);
        expect(used).withContext(`${count} tiles`).toBeGreaterThanOrEqual(0.55);
        expect(tileWidth).withContext(`${count} tiles`).toBeGreaterThanOrEqual(100);
        expect(tileHeight).withContext(`${count} tiles`).toBeGreaterThanOrEqual(80);
      }
    });

    it(`keeps tiles on ${width}x${height} between the allowed shapes`, () => {
      const narrowest = width < height ? 3 / 4 : 4 / 3;
      for (let count = 1; count <= 50; count++) {
        const { tileWidth, tileHeight } = layoutGrid({ width, height, count, gap: GAP });
        // Whole pixels: a tile may be up to one pixel off its shape.
        expect((tileWidth + 1) / tileHeight).toBeGreaterThanOrEqual(narrowest);
        expect(tileWidth / (tileHeight + 1)).toBeLessThanOrEqual(16 / 9);
      }
    });
  }

  it('centres the last row', () => {
    const { boxes, columns, tileWidth } = layoutGrid({ width: 1440, height: 900, count: 5, gap: GAP });
    expect(columns).toBe(3);
    const [fourth, fifth] = boxes.slice(3);
    const left = fourth?.x ?? 0;
    const right = 1440 - ((fifth?.x ?? 0) + tileWidth);
    expect(Math.abs(left - right)).toBeLessThanOrEqual(1);
    expect(left).toBeGreaterThan(100);
  });

  const shapes: readonly (readonly [string, number, number, number, number, number])[] = [
    ['two on a desktop side by side', 1440, 800, 2, 2, 1],
    ['two on an upright phone one above the other', 360, 650, 2, 1, 2],
    ['four on a desktop two by two', 1440, 800, 4, 2, 2],
    ['four on an upright phone two by two, not a ladder', 360, 650, 4, 2, 2],
    ['three on a phone held sideways in a row', 800, 288, 3, 3, 1],
    ['eight on a desktop three by three', 1440, 800, 8, 3, 3],
    ['eight on an upright phone in pairs', 360, 650, 8, 2, 4],
  ];
  for (const [what, width, height, count, columns, rows] of shapes) {
    it(`puts ${what}`, () => {
      const grid = layoutGrid({ width, height, count, gap: GAP });
      expect([grid.columns, grid.rows]).toEqual([columns, rows]);
    });
  }

  it('takes the shape it is given', () => {
    const square = layoutGrid({ width: 900, height: 400, count: 1, gap: GAP, aspect: { min: 1, max: 1 } });
    expect([square.tileWidth, square.tileHeight]).toEqual([400, 400]);
  });

  it('is empty without tiles and harmless without space', () => {
    expect(layoutGrid({ width: 800, height: 600, count: 0, gap: GAP }).boxes).toEqual([]);
    const none = layoutGrid({ width: 0, height: 0, count: 3, gap: GAP });
    expect(none.boxes.every((box) => box.width === 0 && box.height === 0)).toBeTrue();
    expect(none.boxes.length).toBe(3);
  });
});
