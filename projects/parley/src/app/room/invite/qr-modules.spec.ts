import decodeQR from 'qr/decode.js';
import { qrModules } from './qr-modules';

describe('qrModules', () => {
  const texts: readonly string[] = [
    'https://parley.example/blue-table',
    'https://parley.example/0b0f6f52-6c1f-4b1c-9f0a-7d3a2f6f7c11',
    `https://parley.example/${'long-'.repeat(12)}name`,
  ];
  for (const text of texts) {
    it(`draws what a reader reads: ${text}`, async () => {
      const { size, path } = await qrModules(text);
      const canvas = document.createElement('canvas');
      canvas.width = canvas.height = size * 6;
      const context = canvas.getContext('2d', { willReadFrequently: true });
      if (context === null) throw new Error('no canvas');
      context.fillStyle = 'white';
      context.fillRect(0, 0, canvas.width, canvas.height);
      context.scale(6, 6);
      context.fillStyle = 'black';
      context.fill(new Path2D(path));
      const picture = context.getImageData(0, 0, canvas.width, canvas.height);
      expect(decodeQR({ width: canvas.width, height: canvas.height, data: picture.data })).toBe(text);
    });
  }

  it('keeps four modules free on every side', async () => {
    const { size, path } = await qrModules('https://parley.example/blue-table');
    const runs = [...path.matchAll(/M(\d+) (\d+)h(\d+)/g)].map(([, x, y, width]) => ({
      left: Number(x),
      right: Number(x) + Number(width),
      y: Number(y),
    }));
    expect(Math.min(...runs.map((run) => run.left))).toBe(4);
    expect(Math.max(...runs.map((run) => run.right))).toBe(size - 4);
    expect(Math.min(...runs.map((run) => run.y))).toBe(4);
    expect(Math.max(...runs.map((run) => run.y))).toBe(size - 5);
  });
});
