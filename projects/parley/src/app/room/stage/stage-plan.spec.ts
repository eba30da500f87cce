import type { Tile } from '../tile';
import { type StageSpace, planStage, spotlightOf } from './stage-plan';
import { tileOf } from './testing/tiles';

const DESKTOP: StageSpace = { width: 1424, height: 800, spotlight: null, aspects: new Map() };
const PHONE: StageSpace = { width: 344, height: 700, spotlight: null, aspects: new Map() };
const self = tileOf('Me', { self: true });
const [ada, ben] = [tileOf('Ada'), tileOf('Ben')];
const adasScreen = tileOf('Ada', { kind: 'screen' });
const ownScreen = tileOf('Me', { kind: 'screen', self: true });

function places(tiles: readonly Tile[], space: StageSpace): Record<string, string | undefined> {
  const { placements } = planStage(tiles, space);
  return Object.fromEntries(tiles.map(({ key }) => [key, placements.get(key)?.place]));
}

describe('planStage', () => {
  it('leaves room for the invitation while somebody is alone', () => {
    for (const space of [DESKTOP, PHONE]) {
      const { placements, aside } = planStage([self], space);
      const own = placements.get(self.key);
      expect(own?.place).toBe('alone');
      expect((aside?.width ?? 0) * (aside?.height ?? 0)).toBeGreaterThan(space.width * space.height * 0.5);
      expect((own?.box.width ?? 0) * (own?.box.height ?? 0)).toBeLessThan(space.width * space.height * 0.3);
    }
  });

  it('shows two on a desktop side by side and equal', () => {
    const { placements, aside } = planStage([self, ada], DESKTOP);
    expect(places([self, ada], DESKTOP)).toEqual({ 'Me:camera': 'grid', 'Ada:camera': 'grid' });
    expect(placements.get(self.key)?.box.width).toBe(placements.get(ada.key)?.box.width);
    expect(aside).toBeNull();
  });

  it('shows the other large and oneself in the corner on an upright phone', () => {
    expect(places([self, ada], PHONE)).toEqual({ 'Me:camera': 'corner', 'Ada:camera': 'facing' });
    const { placements } = planStage([self, ada], PHONE);
    expect(placements.get(ada.key)?.box.width).toBe(PHONE.width);
  });

  it('cuts a wide picture on a phone no more than the grid does', () => {
    const { placements } = planStage([self, ada], { ...PHONE, aspects: new Map([[ada.key, 16 / 9]]) });
    const box = placements.get(ada.key)?.box;
    expect((box?.width ?? 0) / (box?.height ?? 1)).toBeCloseTo(3 / 4, 1);
  });

  it('shows two side by side on a phone held sideways', () => {
    const space = { ...PHONE, width: 784, height: 280 };
    expect(places([self, ada], space)).toEqual({ 'Me:camera': 'grid', 'Ada:camera': 'grid' });
  });

  it('puts the others beside the spotlight', () => {
    expect(places([self, ada, adasScreen], { ...DESKTOP, spotlight: adasScreen.key })).toEqual({
      'Me:camera': 'strip',
      'Ada:camera': 'strip',
      'Ada:screen': 'spotlight',
    });
  });

  it('gives the spotlight the shape of its picture', () => {
    const space = { ...DESKTOP, spotlight: adasScreen.key, aspects: new Map([[adasScreen.key, 9 / 16]]) };
    const box = planStage([self, adasScreen], space).placements.get(adasScreen.key)?.box;
    expect((box?.width ?? 0) / (box?.height ?? 1)).toBeCloseTo(9 / 16, 2);
  });

  it('is harmless before the size is known', () => {
    const nothing = { ...DESKTOP, width: 0, height: 0 };
    for (const tiles of [[], [self], [self, ada], [self, ada, adasScreen]]) {
      expect(planStage(tiles, nothing).placements.size).toBe(tiles.length);
    }
  });
});

describe('spotlightOf', () => {
  const bensScreen = tileOf('Ben', { kind: 'screen' });

  it('is on nobody while there is nothing to look at together', () => {
    expect(spotlightOf([self, ada, ben], null)).toBeNull();
  });

  it("is on somebody's screen, and on the newest of two", () => {
    expect(spotlightOf([self, ada, adasScreen], null)).toBe(adasScreen.key);
    expect(spotlightOf([self, bensScreen, adasScreen], null)).toBe(adasScreen.key);
    expect(spotlightOf([self, adasScreen, bensScreen], null)).toBe(bensScreen.key);
  });

  it("is not on one's own screen: the people are what one wants to see", () => {
    expect(spotlightOf([self, ownScreen, ada], null)).toBeNull();
  });

  it('is on what was pinned, and forgets a pin of somebody who left', () => {
    expect(spotlightOf([self, ada, adasScreen], ada.key)).toBe(ada.key);
    expect(spotlightOf([self, ownScreen, ada], ownScreen.key)).toBe(ownScreen.key);
    expect(spotlightOf([self, ada, adasScreen], 'gone:camera')).toBe(adasScreen.key);
  });
});
