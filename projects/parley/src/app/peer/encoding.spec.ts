import { encodingFor, firstBounds, shownBounds } from './encoding';

describe('encodingFor', () => {
  it('spends less on each link the more there are, and never more in sum than four good ones', () => {
    const bitrates = [1, 2, 3, 4, 5, 6, 7].map((links) => encodingFor(links).camera.maxBitrate);
    expect(bitrates).toEqual([...bitrates].sort((a, b) => b - a));
    expect(Math.max(...bitrates.map((bitrate, index) => bitrate * (index + 1)))).toBeLessThanOrEqual(
      4_000_000,
    );
  });

  it('never shrinks a shared screen', () => {
    expect([1, 3, 7].map((links) => encodingFor(links).screen.scaleResolutionDownBy)).toEqual([1, 1, 1]);
  });
});

describe('shownBounds', () => {
  const one = encodingFor(1).camera;

  it('sends a picture as large as it is shown, whichever way it is held', () => {
    expect(shownBounds(one, { width: 1280, height: 720 }, 360).scaleResolutionDownBy).toBe(2);
    expect(shownBounds(one, { width: 720, height: 1280 }, 360).scaleResolutionDownBy).toBe(2);
  });

  it('never makes it larger than it is, nor than the number of links allows', () => {
    expect(shownBounds(one, { width: 640, height: 360 }, 720).scaleResolutionDownBy).toBe(1);
    const many = encodingFor(7).camera;
    expect(shownBounds(many, { width: 1280, height: 720 }, 1080)).toEqual(many);
  });

  it('gives a smaller picture fewer bits, though more for each pixel', () => {
    const [small, large] = [180, 720].map(
      (side) => shownBounds(one, { width: 1280, height: 720 }, side).maxBitrate,
    );
    expect(large).toBe(one.maxBitrate);
    expect(small).toBeLessThan(one.maxBitrate / 4);
    expect(small).toBeGreaterThan(one.maxBitrate / 16);
  });
});

describe('firstBounds', () => {
  const bounds = encodingFor(1).camera;
  const cases: readonly (readonly [width: number, height: number])[] = [
    [1280, 720],
    [720, 1280],
    [640, 480],
    [1920, 1080],
  ];
  for (const [width, height] of cases) {
    it(`sends ${width}x${height} small enough to be let through at once`, () => {
      const scale = firstBounds(bounds, { width, height }).scaleResolutionDownBy;
      expect(Math.round(width / scale) * Math.round(height / scale)).toBeLessThanOrEqual(320 * 240);
    });
  }

  it('never makes a picture larger than it will be, nor than it is', () => {
    expect(firstBounds(encodingFor(7).camera, { width: 320, height: 180 })).toEqual(encodingFor(7).camera);
    expect(firstBounds(bounds, { width: 160, height: 120 }).scaleResolutionDownBy).toBe(1);
  });
});
