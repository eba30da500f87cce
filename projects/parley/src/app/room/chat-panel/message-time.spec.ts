import { TestBed } from '@angular/core/testing';
import { CLOCK, NAVIGATOR } from '../../core/browser-apis';
import { Language } from '../../core/language';
import { MESSAGE_TIME } from './message-time';

describe('MESSAGE_TIME', () => {
  const afternoon = new Date(2026, 5, 1, 15, 4).getTime();

  function timeOf(sentAt: number, language = 'en', languages: readonly string[] = ['en-GB']) {
    TestBed.configureTestingModule({
      providers: [
        { provide: CLOCK, useValue: () => afternoon },
        { provide: NAVIGATOR, useValue: { languages } },
        { provide: Language, useValue: { language$: { value: language } } },
      ],
    });
    return TestBed.inject(MESSAGE_TIME)(sentAt);
  }

  it('is the time alone for a message of today', () => {
    expect(timeOf(afternoon)).toEqual({ shown: '15:04', iso: new Date(afternoon).toISOString() });
  });

  it('has the day of any other message', () => {
    const yesterday = new Date(2026, 4, 31, 23, 59).getTime();
    expect(timeOf(yesterday)?.shown).toBe('31 May 2026, 23:59');
  });

  const table: readonly (readonly [language: string, browser: readonly string[], shown: RegExp])[] = [
    ['en', ['de-DE', 'de'], /3:04\sPM/],
    ['en', ['de-DE', 'en-GB'], /^15:04$/],
    ['de', ['en-US', 'en'], /^15:04$/],
    ['de', ['den-XX', 'de-AT'], /^15:04$/],
  ];
  for (const [language, browser, shown] of table) {
    it(`is written in the language of Parley: ${language} in a browser for ${browser.join(', ')}`, () => {
      expect(timeOf(afternoon, language, browser)?.shown).toMatch(shown);
    });
  }

  it('is nothing for what is no date', () => {
    expect(timeOf(Number.MAX_SAFE_INTEGER)).toBeNull();
  });
});
