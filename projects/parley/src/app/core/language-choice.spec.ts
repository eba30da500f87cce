import { chooseLanguage, directionOf } from './language-choice';

describe('chooseLanguage', () => {
  const available = ['en', 'de', 'zh-Hant', 'pt-BR'];
  const cases: readonly [wanted: string[], chosen: string][] = [
    [['de'], 'de'],
    [['de-AT', 'en'], 'de'],
    [['fr', 'de'], 'de'],
    [['EN-us'], 'en'],
    [['zh-Hant-TW'], 'zh-Hant'],
    [['pt-br'], 'pt-BR'],
    [['zh'], 'en'],
    [['fr'], 'en'],
    [[], 'en'],
  ];
  for (const [wanted, chosen] of cases) {
    it(`gives ${chosen} to who wants ${wanted.join(', ') || 'nothing'}`, () =>
      expect(chooseLanguage(wanted, available, 'en')).toBe(chosen));
  }
});

describe('directionOf', () => {
  it('knows which languages run from right to left', () => {
    expect(['de', 'ar', 'he-IL', 'fa-AF', 'en'].map(directionOf)).toEqual([
      'ltr',
      'rtl',
      'rtl',
      'rtl',
      'ltr',
    ]);
  });
});
