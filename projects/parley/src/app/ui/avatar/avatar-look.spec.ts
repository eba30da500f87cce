import { hueOf, initialsOf } from './avatar-look';

describe('initialsOf', () => {
  const cases: readonly [name: string, initials: string][] = [
    ['Ada Lovelace', 'AL'],
    ['ada', 'A'],
    ['Jean-Luc Marie Picard', 'JP'],
    ['  Grace   Hopper ', 'GH'],
    ['李小龍', '李'],
    ['محمد علي', 'مع'],
    ['Åsa Öberg', 'ÅÖ'],
    ['👩‍🚀 Sally', '👩‍🚀S'],
    ['', ''],
    ['…', ''],
  ];
  for (const [name, initials] of cases) {
    it(`of "${name}" are "${initials}"`, () => expect(initialsOf(name)).toBe(initials));
  }
});

describe('hueOf', () => {
  it('is the same for the same seed', () => expect(hueOf('a')).toBe(hueOf('a')));

  it('spreads similar seeds over most of the colours', () => {
    const hues = new Set(Array.from({ length: 60 }, (_, index) => hueOf(`id-${index}`)));
    expect(hues.size).toBeGreaterThan(9);
  });
});
