/** Below this share of the picture, cutting it to fill the tile hides more than it gives. */
const LEAST_VISIBLE = 0.6;

/**
 * How a camera picture fills a tile of another shape: it is cut to fill (`cover`), except that an upright picture
 * in a wide tile would lose head and shoulders and is shown whole (`contain`). A wide picture in an upright tile
 * loses only the room around the face.
 */
export function pictureFit(tileAspect: number, pictureAspect: number | null): 'cover' | 'contain' {
  if (pictureAspect === null || pictureAspect >= tileAspect) return 'cover';
  return pictureAspect / tileAspect < LEAST_VISIBLE ? 'contain' : 'cover';
}
