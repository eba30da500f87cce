import { LANGUAGES } from './languages';

// scripts/i18n.mjs --check says the same with every source file in view; this one guards the built chunks.
describe('LANGUAGES', () => {
  function keysOf(tree: object, path = ''): string[] {
    return Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'object' ? keysOf(value as object, `${path}${key}.`) : [`${path}${key}`],
    );
  }

  for (const { tag, name, load } of LANGUAGES) {
    it(`${name} has every text of English and no other`, async () => {
      const english = keysOf((await LANGUAGES[0].load()).default);
      const own = keysOf((await load()).default);
      expect(own.filter((key) => !english.includes(key)))
        .withContext(`${tag} too many`)
        .toEqual([]);
      expect(english.filter((key) => !own.includes(key)))
        .withContext(`${tag} missing`)
        .toEqual([]);
    });
  }
});
