import { TestBed } from '@angular/core/testing';
import { CLOCK } from '../../core/browser-apis';
import { MESSAGE_TIME } from './message-time';

describe('MESSAGE_TIME', () => {
  const noon = new Date(2026, 5, 1, 12, 0).getTime();

  beforeEach(() => TestBed.configureTestingModule({ providers: [{ provide: CLOCK, useValue: () => noon }] }));

  const timeOf = (sentAt: number) => TestBed.inject(MESSAGE_TIME)(sentAt);

  it('is the time alone for a message of today', () => {
    const shown = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' }).format(noon - 60_000);
    expect(timeOf(noon - 60_000)).toEqual({ shown, iso: new Date(noon - 60_000).toISOString() });
  });

  it('has the day of any other message', () => {
    const yesterday = new Date(2026, 4, 31, 23, 59).getTime();
    expect(timeOf(yesterday)?.shown).toContain('31');
    expect(timeOf(yesterday)?.shown).toContain('59');
  });

  it('is nothing for what is no date', () => {
    expect(timeOf(Number.MAX_SAFE_INTEGER)).toBeNull();
  });
});
