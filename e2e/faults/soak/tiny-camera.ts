import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const WIDTH = 160;
const HEIGHT = 96;
const FPS = 2;
const FRAMES = 8;
const DARK = 60;
const LIGHT = 200;
const NO_COLOUR = 128;

/**
 * A camera whose picture is so small that two cores encode thirty of it, five in each of six browsers: a light bar that
 * moves. Chromium's own fake camera paints and scales 1280x720 and leaves enough for two.
 */
export class TinyCamera {
  readonly #folder = mkdtempSync(join(tmpdir(), 'parley-camera-'));

  constructor() {
    writeFileSync(this.#file, film());
  }

  /** For the browser that shall have it. */
  get flags(): readonly string[] {
    return [`--use-file-for-fake-video-capture=${this.#file}`];
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  get #file(): string {
    return join(this.#folder, 'bar.y4m');
  }
}

/** https://wiki.multimedia.cx/index.php/YUV4MPEG2 */
function film(): Buffer {
  const frames = Array.from({ length: FRAMES }, (_, index) => frame(index));
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F${FPS}:1 Ip A1:1 C420\n`), ...frames]);
}

function frame(index: number): Buffer {
  const bar = WIDTH / FRAMES;
  const row = Buffer.alloc(WIDTH, DARK).fill(LIGHT, index * bar, (index + 1) * bar);
  const rows = Array.from({ length: HEIGHT }, () => row);
  return Buffer.concat([Buffer.from('FRAME\n'), ...rows, Buffer.alloc((WIDTH * HEIGHT) / 2, NO_COLOUR)]);
}
