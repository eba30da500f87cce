import { firstValueFrom } from 'rxjs';
import { idOf } from '../core/testing/participant-id';
import type { LinkView } from '../peer/peer-link';
import { SignalingError } from '../signaling/signaling-error';
import type { RoomEvent } from './room-event';
import { FakeVisit } from './testing/fake-visit';

describe('RoomSession, removing', () => {
  const up: LinkView = { connection: 'connected', streams: null, failures: 0, path: 'ok' };
  let visit: FakeVisit;
  let signaling: FakeVisit['signaling'];
  let peers: FakeVisit['peers'];
  let session: FakeVisit['session'];

  beforeEach(() => {
    visit = new FakeVisit();
    ({ signaling, peers, session } = visit);
  });

  it('ends where the host removes us, closes everything and stays away', async () => {
    await visit.inCall();
    signaling.facts$.next({ name: 'session:removed', payload: {} });
    expect(session.state$.value).toEqual({ phase: 'ended', reason: 'removed' });
    expect(signaling.connection$.value).toBe('closed');
    expect(peers.close).toHaveBeenCalledTimes(1);
    expect(visit.media.close).toHaveBeenCalledTimes(1);
  });

  it('hears on its return that the host removed us meanwhile', async () => {
    await visit.inCall();
    signaling.answers['room:prepare'] = () => Promise.reject(new SignalingError('removed'));
    signaling.connection$.next('down');
    signaling.connection$.next('up');
    expect(await visit.phase('ended')).toEqual({ phase: 'ended', reason: 'removed' });
    expect(signaling.connection$.value).toBe('closed');
  });

  it('cuts off whom the host removed, also while their link stands', async () => {
    await visit.inCall();
    peers.links$.next(new Map([[idOf(1), up]]));
    const said = firstValueFrom(session.events$);
    const payload = { participantId: idOf(1), reason: 'left', removed: true } as const;
    signaling.facts$.next({ name: 'participant:left', payload });
    expect(await said).toEqual({ kind: 'removed', name: 'Person 1' });
    expect(peers.drop.calls.allArgs()).toEqual([[idOf(1)]]);
    expect([...session.roster$.value.others.keys()]).toEqual([idOf(2)]);
  });

  it('asks the service to remove somebody, and says where that did not work', async () => {
    await visit.inCall();
    const said: RoomEvent[] = [];
    session.events$.subscribe((event) => said.push(event));
    signaling.answers['participant:remove'] = () => ({});
    await session.remove(idOf(2));
    expect(signaling.sent('participant:remove')).toEqual([{ participantId: idOf(2) }]);
    expect(said).withContext('it is the service that says so').toEqual([]);
    signaling.answers['participant:remove'] = () => Promise.reject(new SignalingError('host-only'));
    await session.remove(idOf(2));
    await session.remove(idOf(8));
    expect(said).toEqual([{ kind: 'not-removed', name: 'Person 2' }]);
  });
});
