import { inject, InjectionToken } from '@angular/core';
import { CLOCK } from '../../core/browser-apis';

/** When a message was sent, for people and for machines. */
export interface MessageTime {
  readonly shown: string;
  readonly iso: string;
}

/**
 * Writes times as the reader's browser does, with the day where it was not today. `null` for a number that no
 * date can be: another's browser made it.
 */
export const MESSAGE_TIME = new InjectionToken<(sentAt: number) => MessageTime | null>('message time', {
  factory: () => {
    const now = inject(CLOCK);
    const time = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
    const dayAndTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
    return (sentAt) => {
      const date = new Date(sentAt);
      if (Number.isNaN(date.getTime())) return null;
      const today = new Date(now()).toDateString() === date.toDateString();
      return { shown: (today ? time : dayAndTime).format(date), iso: date.toISOString() };
    };
  },
});
