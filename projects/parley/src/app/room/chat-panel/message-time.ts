import { inject, InjectionToken } from '@angular/core';
import { CLOCK, NAVIGATOR } from '../../core/browser-apis';
import { Language } from '../../core/language';

/** When a message was sent, for people and for machines. */
export interface MessageTime {
  readonly shown: string;
  readonly iso: string;
}

/**
 * Writes times in the language of the words around them, with the day where it was not today. `null` for a number
 * that no date can be: another's browser made it.
 */
export const MESSAGE_TIME = new InjectionToken<(sentAt: number) => MessageTime | null>('message time', {
  factory: () => {
    const now = inject(CLOCK);
    const { languages } = inject(NAVIGATOR);
    const { language$ } = inject(Language);
    let formats = formatsFor(language$.value, languages);
    return (sentAt) => {
      const date = new Date(sentAt);
      if (Number.isNaN(date.getTime())) return null;
      if (formats.language !== language$.value) formats = formatsFor(language$.value, languages);
      const today = new Date(now()).toDateString() === date.toDateString();
      return { shown: (today ? formats.time : formats.day).format(date), iso: date.toISOString() };
    };
  },
});

/** To make a format takes a millisecond, more than all else that a message needs. */
function formatsFor(language: string, languages: readonly string[]) {
  const locale = localeFor(language, languages);
  return {
    language,
    time: new Intl.DateTimeFormat(locale, { timeStyle: 'short' }),
    day: new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }),
  };
}

/** Who reads English in Britain has another clock than in the US: the browser knows which, if it is one of its own. */
function localeFor(language: string, wanted: readonly string[]): string {
  const base = new Intl.Locale(language).language;
  return wanted.find((tag) => tag === base || tag.startsWith(`${base}-`)) ?? language;
}
