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
    return (sentAt) => {
      const date = new Date(sentAt);
      if (Number.isNaN(date.getTime())) return null;
      const today = new Date(now()).toDateString() === date.toDateString();
      const locale = localeFor(language$.value, languages);
      const options: Intl.DateTimeFormatOptions = { timeStyle: 'short' };
      const format = new Intl.DateTimeFormat(locale, today ? options : { dateStyle: 'medium', ...options });
      return { shown: format.format(date), iso: date.toISOString() };
    };
  },
});

/** Who reads English in Britain has another clock than in the US: the browser knows which, if it is one of its own. */
function localeFor(language: string, wanted: readonly string[]): string {
  const base = new Intl.Locale(language).language;
  return wanted.find((tag) => tag === base || tag.startsWith(`${base}-`)) ?? language;
}
