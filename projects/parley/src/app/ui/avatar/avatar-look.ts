/** How many colours there are: hues a person can tell apart at tile size. */
const HUES = 12;

/**
 * A hue that stays the same for the same person, everywhere. The colour's lightness is fixed in the style, so
 * that white initials keep their contrast on every one of them.
 */
export function hueOf(seed: string): number {
  // FNV-1a: similar ids still land far apart.
  let hash = 0x811c9dc5;
  for (let index = 0; index < seed.length; index++) {
    hash = Math.imul(hash ^ seed.charCodeAt(index), 0x01000193);
  }
  return ((hash >>> 0) % HUES) * (360 / HUES);
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** First letter of the first and of the last word, as a person would write them; empty for an empty name. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s\p{P}]+/u).filter((word) => /[\p{L}\p{N}\p{Emoji_Presentation}]/u.test(word));
  const [first] = words;
  if (first === undefined) return '';
  const last = words.length > 1 ? words[words.length - 1] : undefined;
  return firstOf(first) + (last === undefined ? '' : firstOf(last));
}

function firstOf(word: string): string {
  for (const { segment } of graphemes.segment(word)) return segment.toLocaleUpperCase();
  return '';
}
