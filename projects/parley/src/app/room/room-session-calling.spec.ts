import { FakeVisit } from './testing/fake-visit';

describe('RoomSession, calling', () => {
  let visit: FakeVisit;
  /** Ends the calling. */
  let called: () => void;

  /** Joins and waits until it has begun to call. */
  async function calling(): Promise<void> {
    visit = new FakeVisit();
    await new Promise<void>((asked) => {
      visit.peers.call.and.callFake(() => {
        asked();
        return new Promise((resolve) => (called = resolve));
      });
      visit.signaling.connection$.next('up');
      visit.session.join('Cleo');
    });
  }

  it('shows the call when everybody has been called: to draw it first would keep them waiting', async () => {
    await calling();
    expect(visit.session.state$.value.phase).toBe('joining');
    called();
    await visit.phase('call');
    expect(visit.session.roster$.value.others.size).toBe(2);
  });

  it('does not come back to a call that was left meanwhile', async () => {
    await calling();
    visit.session.leave();
    called();
    await Promise.resolve();
    await Promise.resolve();
    expect(visit.session.state$.value).toEqual({ phase: 'ended', reason: 'left' });
  });
});
