import { timeAgo } from './time-ago';

describe('timeAgo', () => {
  const minute = 60_000;
  const cases: readonly [passed: number, english: string, german: string][] = [
    [0, 'this minute', 'in dieser Minute'],
    [5 * minute, '5 minutes ago', 'vor 5 Minuten'],
    [3 * 60 * minute, '3 hours ago', 'vor 3 Stunden'],
    [25 * 60 * minute, 'yesterday', 'gestern'],
    [8 * 24 * 60 * minute, 'last week', 'letzte Woche'],
    [-minute, 'this minute', 'in dieser Minute'],
  ];
  for (const [passed, english, german] of cases) {
    it(`calls ${passed / minute} minutes "${english}"`, () => {
      expect(timeAgo(1e12 - passed, 1e12, 'en')).toBe(english);
      expect(timeAgo(1e12 - passed, 1e12, 'de')).toBe(german);
    });
  }
});
