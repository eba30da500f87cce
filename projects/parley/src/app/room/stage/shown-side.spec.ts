import { shownSide } from './shown-side';

describe('shownSide', () => {
  const cases: readonly (readonly [what: string, Parameters<typeof shownSide>, number])[] = [
    ['a tile of the shape of the picture', [{ width: 640, height: 360 }, 16 / 9, 1], 360],
    ['a picture that is cut at its sides', [{ width: 628, height: 471 }, 16 / 9, 1], 540],
    ['a picture that is not there yet', [{ width: 540, height: 304 }, null, 1], 360],
    ['an upright picture in an upright tile', [{ width: 360, height: 640 }, 9 / 16, 1], 360],
    ['an upright picture shown whole in a wide tile', [{ width: 960, height: 540 }, 9 / 16, 1], 360],
    ['a fine screen', [{ width: 320, height: 180 }, 16 / 9, 1.5], 270],
    ['a screen finer than the eye', [{ width: 320, height: 180 }, 16 / 9, 3], 270],
    ['a picture that lost a pixel on its way', [{ width: 360, height: 270 }, 359 / 270, 1], 270],
    ['a thumbnail', [{ width: 96, height: 54 }, 16 / 9, 1], 180],
    ['a wall', [{ width: 3840, height: 2160 }, 16 / 9, 1], 1080],
  ];
  for (const [what, args, side] of cases) {
    it(`asks for ${side} for ${what}`, () => {
      expect(shownSide(...args)).toBe(side);
    });
  }
});
