import type { Box } from './grid-layout';
import { layoutSpotlight } from './spotlight-layout';

const SIZES: readonly (readonly [number, number])[] = [
  [320, 400],
  [360, 700],
  [480, 240],
  [800, 290],
  [820, 1100],
  [1440, 820],
  [1920, 1000],
  [3840, 2080],
  [2160, 3760],
];
const ASPECTS = [9 / 19, 3 / 4, 4 / 3, 16 / 9, 32 / 9];
const GAP = 8;

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

describe('layoutSpotlight', () => {
  for (const [width, height] of SIZES) {
    for (const aspect of ASPECTS) {
      it(`keeps a picture of ${aspect.toFixed(2)} on ${width}x${height} whole and clear of the strip`, () => {
        for (let count = 0; count <= 49; count++) {
          const plan = layoutSpotlight({ width, height, count, gap: GAP, aspect });
          const { spotlight, strip } = plan;
          expect(strip.length).toBe(count);
          expect(spotlight.x >= 0 && spotlight.x + spotlight.width <= width).toBeTrue();
          expect(spotlight.y >= 0 && spotlight.y + spotlight.height <= height).toBeTrue();
          expect(Math.abs(spotlight.width - spotlight.height * aspect)).toBeLessThan(1 + aspect);
          for (const [index, box] of strip.entries()) {
            if (overlap(box, spotlight)) fail(`tile ${index} of ${count} lies over the picture`);
            if (strip.slice(index + 1).some((other) => overlap(box, other)))
              fail(`tiles of ${count} overlap`);
            if (box.width < 90 || box.height < 70) fail(`tile ${index} of ${count} is too small`);
            if (box.x + box.width > plan.contentWidth || box.y + box.height > plan.contentHeight) {
              fail(`tile ${index} of ${count} lies outside what can be scrolled to`);
            }
          }
          if (plan.contentWidth > width && plan.contentHeight > height) fail('scrolls in two directions');
        }
      });
    }

    it(`gives a 16:9 screen most of ${width}x${height} with 7 others beside it`, () => {
      const { spotlight } = layoutSpotlight({ width, height, count: 7, gap: GAP, aspect: 16 / 9 });
      const largest = Math.min(width, (height * 16) / 9);
      expect(spotlight.width / largest).toBeGreaterThan(0.7);
    });
  }

  it('puts the strip at the side of a wide stage and below on an upright one', () => {
    expect(layoutSpotlight({ width: 1440, height: 820, count: 3, gap: GAP, aspect: 16 / 9 }).side).toBe(
      'end',
    );
    expect(layoutSpotlight({ width: 360, height: 700, count: 3, gap: GAP, aspect: 16 / 9 }).side).toBe(
      'bottom',
    );
  });

  it('does not scroll up to 8 on desktops and upright phones', () => {
    for (const [width, height] of [
      [1440, 820],
      [360, 700],
      [820, 1100],
      [3840, 2080],
    ] as const) {
      const plan = layoutSpotlight({ width, height, count: 7, gap: GAP, aspect: 16 / 9 });
      expect([plan.contentWidth, plan.contentHeight]).toEqual([width, height]);
    }
  });

  it('fills the stage when there is nobody else', () => {
    const { spotlight } = layoutSpotlight({ width: 1600, height: 1000, count: 0, gap: GAP, aspect: 16 / 9 });
    expect(spotlight).toEqual({ x: 0, y: 50, width: 1600, height: 900 });
  });
});
