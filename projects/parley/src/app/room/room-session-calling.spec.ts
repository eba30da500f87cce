import { filter, firstValueFrom } from 'rxjs';
import { SignalingError } from '../signaling/signaling-error';
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

  it('loses signaling meanwhile and comes back to the call', async () => {
    await calling();
    visit.signaling.connection$.next('down');
    called();
    await visit.phase('call');
    visit.signaling.connection$.next('up');
    await visit.phase('call');
    expect(visit.session.roster$.value.others.size).toBe(2);
  });

  it('is not in a call whose room was full when signaling came back meanwhile', async () => {
    await calling();
    visit.signaling.answers['room:join'] = () => Promise.reject(new SignalingError('room-full'));
    visit.signaling.connection$.next('down');
    visit.signaling.connection$.next('up');
    await firstValueFrom(
      visit.session.state$.pipe(filter((state) => state.phase === 'lobby' && state.problem === 'room-full')),
    );
    visit.peers.retain.calls.reset();
    called();
    await new Promise((resolve) => setTimeout(resolve));
    expect(visit.peers.retain).toHaveBeenCalledOnceWith(new Set());
    expect(visit.session.state$.value).toEqual({ phase: 'lobby', problem: 'room-full' });
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
