/**
 * The first of `wanted` that is available, each tried whole and then shorter (`de-AT`, then `de`), as in
 * "lookup" of RFC 4647; `fallback` where none fits.
 */
export function chooseLanguage(
  wanted: readonly string[],
  available: readonly string[],
  fallback: string,
): string {
  for (const tag of wanted) {
    const match = lookUp(tag.toLowerCase(), available);
    if (match !== null) return match;
  }
  return fallback;
}

function lookUp(tag: string, available: readonly string[]): string | null {
  const subtags = tag.split('-');
  for (let length = subtags.length; length > 0; length--) {
    const shorter = subtags.slice(0, length).join('-');
    const match = available.find((candidate) => candidate.toLowerCase() === shorter);
    if (match !== undefined) return match;
  }
  return null;
}

const RIGHT_TO_LEFT = new Set(['ar', 'ckb', 'dv', 'fa', 'he', 'ks', 'ps', 'sd', 'ug', 'ur', 'yi']);

/** Which way `tag` is written. A list, because `Intl.Locale.getTextInfo` is missing in some browsers. */
export function directionOf(tag: string): 'ltr' | 'rtl' {
  const [language = ''] = tag.toLowerCase().split('-');
  return RIGHT_TO_LEFT.has(language) ? 'rtl' : 'ltr';
}
