import { nameInText } from './name-in-text';

describe('nameInText', () => {
  it('leaves an everyday name as it is', () => {
    expect(nameInText('Ada Lovelace')).toBe('Ada Lovelace');
  });

  it('shortens a name that would push the sentence out of sight', () => {
    const short = nameInText('Maximilian-Alexander von und zu Hohenstein-Bartenfels');
    expect(short).toBe('Maximilian-Alexander von un…');
    expect(short.length).toBe(28);
  });

  it('never cuts a sign in two', () => {
    expect(nameInText('👩🏽‍🚀'.repeat(40))).toBe(`${'👩🏽‍🚀'.repeat(27)}…`);
  });

  it('keeps a right-to-left name from turning the sentence around', () => {
    expect(nameInText('نورة')).toBe('\u2068نورة\u2069');
    expect(nameInText('דנה לוי')).toBe('\u2068דנה לוי\u2069');
  });
});
