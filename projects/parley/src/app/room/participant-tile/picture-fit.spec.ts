import { pictureFit } from './picture-fit';

describe('pictureFit', () => {
  const cases: readonly (readonly [string, number, number | null, 'cover' | 'contain'])[] = [
    ['a 4:3 camera in a 16:9 tile', 16 / 9, 4 / 3, 'cover'],
    ['a 16:9 camera in an upright tile', 3 / 4, 16 / 9, 'cover'],
    ['an upright camera in an upright tile', 3 / 4, 9 / 16, 'cover'],
    ['an upright camera in a square tile', 1, 3 / 4, 'cover'],
    ['an upright camera in a wide tile', 16 / 9, 3 / 4, 'contain'],
    ['an upright phone camera in a 4:3 tile', 4 / 3, 9 / 16, 'contain'],
    ['a camera of unknown shape', 16 / 9, null, 'cover'],
  ];
  for (const [what, tile, picture, fit] of cases) {
    it(`${fit}s for ${what}`, () => {
      expect(pictureFit(tile, picture)).toBe(fit);
    });
  }
});
