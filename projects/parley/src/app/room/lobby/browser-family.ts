/** Browsers that differ in where they keep the permission for a camera. */
export type BrowserFamily =
  'chrome' | 'chrome-android' | 'firefox' | 'safari' | 'ios' | 'ios-other' | 'other';

/** Systems that differ in where they keep theirs. */
export type SystemFamily = 'mac' | 'windows' | 'android' | 'ios' | 'other';

/** What of `navigator` tells them apart. Only for words of advice: a wrong guess does no harm. */
export type BrowserSigns = Pick<Navigator, 'userAgent' | 'maxTouchPoints'>;

export function browserFamily(signs: BrowserSigns): BrowserFamily {
  const { userAgent } = signs;
  if (systemFamily(signs) === 'ios') return /CriOS|FxiOS|EdgiOS|OPT\//.test(userAgent) ? 'ios-other' : 'ios';
  if (userAgent.includes('Firefox/')) return 'firefox';
  if (userAgent.includes('Chrome/')) return userAgent.includes('Android') ? 'chrome-android' : 'chrome';
  return userAgent.includes('Safari/') ? 'safari' : 'other';
}

export function systemFamily({ userAgent, maxTouchPoints }: BrowserSigns): SystemFamily {
  if (/iPhone|iPad|iPod/.test(userAgent)) return 'ios';
  // An iPad calls itself a Mac, but no Mac has a touch screen.
  if (userAgent.includes('Macintosh')) return maxTouchPoints > 1 ? 'ios' : 'mac';
  if (userAgent.includes('Android')) return 'android';
  return userAgent.includes('Windows') ? 'windows' : 'other';
}
