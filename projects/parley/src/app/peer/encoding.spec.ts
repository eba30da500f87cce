import { encodingFor } from './encoding';

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
