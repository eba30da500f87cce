import { FakeClock } from '../testing/fake-clock.ts';
import { Session } from './session.ts';

describe('Session', () => {
  let clock: FakeClock;
  let session: Session;
  let lost: jasmine.Spy<() => void>;

  beforeEach(() => {
    clock = new FakeClock();
    session = new Session('one', clock);
    lost = jasmine.createSpy('lost');
  });

  it('starts connected', () => {
    expect([session.state, session.connectionId]).toEqual(['connected', 'one']);
  });

  it('awaits return for as long as it was told to', () => {
    session.awaitReturn(1000, lost);
    expect([session.state, session.connectionId]).toEqual(['awaiting-return', null]);
    clock.advance(999);
    expect(lost).not.toHaveBeenCalled();
    clock.advance(1);
    expect(lost).toHaveBeenCalledTimes(1);
  });

  it('stops waiting when its participant returns', () => {
    session.awaitReturn(1000, lost);
    expect(session.connect('two')).toBeNull();
    clock.advance(5000);
    expect(lost).not.toHaveBeenCalled();
    expect(clock.pending).toBe(0);
    expect([session.state, session.connectionId]).toEqual(['connected', 'two']);
  });

  it('names the connection that a newer one replaces', () => {
    expect(session.connect('two')).toBe('one');
  });

  it('stops waiting when it ends, and may end twice', () => {
    session.awaitReturn(1000, lost);
    session.end();
    session.end();
    clock.advance(5000);
    expect(lost).not.toHaveBeenCalled();
    expect(session.state).toBe('gone');
  });
});
