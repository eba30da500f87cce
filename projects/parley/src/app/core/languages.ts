// Written by scripts/i18n.mjs from the files in src/i18n. The first is the fallback.
export const LANGUAGES = [
  { tag: 'en', name: 'English', load: () => import('../../i18n/en.json') },
  { tag: 'de', name: 'Deutsch', load: () => import('../../i18n/de.json') },
] as const;
