/** Longer names would push the words around them out of sight. */
const LONGEST = 28;
const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;
/** https://www.unicode.org/reports/tr9/#Explicit_Directional_Isolates */
const FIRST_STRONG_ISOLATE = '\u2068';
const POP_DIRECTIONAL_ISOLATE = '\u2069';

/** A person's name as part of a sentence: shortened, and kept from turning the sentence around. */
export function nameInText(name: string): string {
  const signs = Array.from(new Intl.Segmenter().segment(name), ({ segment }) => segment);
  const short =
    signs.length <= LONGEST
      ? name
      : `${signs
          .slice(0, LONGEST - 1)
          .join('')
          .trimEnd()}…`;
  return RIGHT_TO_LEFT.test(short) ? FIRST_STRONG_ISOLATE + short + POP_DIRECTIONAL_ISOLATE : short;
}
