import { encodingFor, firstBounds } from './encoding';

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
