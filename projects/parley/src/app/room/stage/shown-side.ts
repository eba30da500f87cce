import type { Box } from '../grid-layout';
import { pictureFit } from '../participant-tile/picture-fit';

/** Few steps, lest a window that is drawn larger has the encoders of everybody begin anew at each pixel. */
const LARGEST = 1080;
const STEPS = [180, 270, 360, 540, 720, LARGEST];
/** In a face that moves nobody sees more than this many pixels for each of CSS. */
const MOST_DENSITY = 1.5;

/** A picture that was scaled has its shape only nearly: a step that fits it must go on to fit. */
const SLACK = 1.03;

/**
 * Shorter side in device pixels, rounded up to a step, of a whole picture that fills a tile.
 * @param tile in CSS pixels
 * @param aspect width of the picture divided by its height, or `null` while it is not known
 * @param density device pixels for each of CSS
 */
export function shownSide(
  tile: Pick<Box, 'width' | 'height'>,
  aspect: number | null,
  density: number,
): number {
  const shape = aspect ?? 16 / 9;
  const across = tile.width / shape;
  const fit = pictureFit(tile.width / tile.height, aspect);
  const height = fit === 'cover' ? Math.max(across, tile.height) : Math.min(across, tile.height);
  const side = Math.min(height, height * shape) * Math.min(density, MOST_DENSITY);
  return STEPS.find((step) => step * SLACK >= side) ?? LARGEST;
}
