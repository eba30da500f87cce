import { idOf } from '../core/testing/participant-id';
import { filter, firstValueFrom } from 'rxjs';
import { NO_MEDIA } from '../media/local-media';
import type { LinkView } from '../peer/peer-link';
import { SignalingError } from '../signaling/signaling-error';
import { GONE, mediaState, person } from './testing/participants';
import { FakeVisit, SERVERS } from './testing/fake-visit';

describe('RoomSession', () => {
  let visit: FakeVisit;
  let signaling: FakeVisit['signaling'];
  let peers: FakeVisit['peers'];
  let media: FakeVisit['media'];
  let tab: FakeVisit['tab'];
  let session: FakeVisit['session'];

  beforeEach(() => {
    visit = new FakeVisit();
    ({ signaling, peers, media, tab, session } = visit);
  });

  it('warms up PeerServer in the lobby and joins nobody', async () => {
    signaling.connection$.next('up');
    await firstValueFrom(peers.server$.pipe(filter((state) => state === 'open')));
    expect(signaling.sent('room:join')).toEqual([]);
    expect(session.state$.value).toEqual({ phase: 'lobby', problem: null });
  });

  it('joins as soon as the service can be reached, and calls everybody who is there', async () => {
    session.join('Cleo');
    expect(session.state$.value.phase).toBe('joining');
    signaling.connection$.next('up');
    await visit.phase('call');
    expect(peers.call).toHaveBeenCalledOnceWith([idOf(1), idOf(2)]);
    expect(peers.renew).withContext('those of the lobby may be too old').toHaveBeenCalledOnceWith(SERVERS);
    expect(peers.renew).toHaveBeenCalledBefore(peers.call);
    expect(session.roster$.value.self?.name).toBe('Cleo');
  });

  it('lets a newcomer call and ends the link with a leaver', async () => {
    await visit.inCall();
    signaling.facts$.next({ name: 'participant:joined', payload: { participant: person(4) } });
    signaling.facts$.next({ name: 'participant:left', payload: { participantId: idOf(1), reason: 'left' } });
    expect(peers.admit.calls.allArgs()).toEqual([[idOf(4)]]);
    expect(peers.drop.calls.allArgs()).toEqual([[idOf(1)]]);
    expect([...session.roster$.value.others.keys()]).toEqual([idOf(2), idOf(4)]);
  });

  it('says why it could not join and lets the person try again', async () => {
    const join = signaling.answers['room:join'];
    signaling.answers['room:join'] = () => Promise.reject(new SignalingError('room-full'));
    signaling.connection$.next('up');
    session.join('Cleo');
    expect(await visit.problem()).toEqual({ phase: 'lobby', problem: 'room-full' });
    expect(tab.claim).withContext('a call in another tab goes on').not.toHaveBeenCalled();
    if (join) signaling.answers['room:join'] = join;
    session.join('Cleo');
    expect((await visit.phase('call')).phase).toBe('call');
  });

  it('says at once that the service cannot be reached, and joins by itself when it can', async () => {
    signaling.connection$.next('down');
    session.join('Cleo');
    expect(session.state$.value).toEqual({ phase: 'lobby', problem: 'signaling-unreachable' });
    signaling.connection$.next('up');
    expect((await visit.phase('call')).phase).toBe('call');
  });

  it('doubts signaling when a path falls silent: we may have moved to another network', async () => {
    await visit.inCall();
    const link: LinkView = { connection: 'connected', streams: null, failures: 0, path: 'ok' };
    peers.links$.next(new Map([[idOf(1), link]]));
    expect(signaling.check).not.toHaveBeenCalled();
    peers.links$.next(new Map([[idOf(1), { ...link, path: 'weak' }]]));
    expect(signaling.check).toHaveBeenCalledTimes(1);
  });

  it('keeps links and roster while signaling is down, and comes back as the same participant', async () => {
    await visit.inCall();
    signaling.connection$.next('down');
    expect(session.roster$.value.others.size).toBe(2);
    expect(peers.close).not.toHaveBeenCalled();
    visit.others = [person(2), person(5)];
    signaling.connection$.next('up');
    await firstValueFrom(session.roster$.pipe(filter((roster) => roster.others.has(idOf(5)))));
    expect(signaling.sent('room:prepare').at(-1)).toEqual(jasmine.objectContaining({ resumeToken: 'proof' }));
    expect(peers.retain.calls.mostRecent().args).toEqual([new Set([idOf(2), idOf(5)])]);
  });

  it('lets links mend their paths over signaling, for as long as it is up', async () => {
    await visit.inCall();
    expect(peers.signalBy.calls.mostRecent().args[0]).not.toBeNull();
    signaling.facts$.next({ name: 'rtc:signal', payload: { from: idOf(1), signal: GONE } });
    expect(peers.receive).toHaveBeenCalledOnceWith(idOf(1), GONE);
    signaling.connection$.next('down');
    expect(peers.signalBy.calls.mostRecent().args).toEqual([null]);
  });

  it('tries again after a failure that passes, also while the connection stays up', async () => {
    const clock = jasmine.clock().install();
    try {
      const prepare = signaling.answers['room:prepare'];
      signaling.answers['room:prepare'] = () => Promise.reject(new SignalingError('signaling-timeout'));
      signaling.connection$.next('up');
      session.join('Cleo');
      expect(await visit.problem()).toEqual({ phase: 'lobby', problem: 'signaling-timeout' });
      if (prepare) signaling.answers['room:prepare'] = prepare;
      clock.tick(2_000);
      expect((await visit.phase('call')).phase).toBe('call');
    } finally {
      clock.uninstall();
    }
  });

  it('ends a call only where the room does not have us back', async () => {
    await visit.inCall();
    for (const code of ['internal', 'rate-limited', 'version-mismatch', 'room-full'] as const) {
      expect(session.state$.value.phase).withContext(`before ${code}`).toBe('call');
      const asked = new Promise<void>((resolve) => {
        signaling.answers['room:join'] = () => {
          resolve();
          return Promise.reject(new SignalingError(code));
        };
      });
      signaling.connection$.next('down');
      signaling.connection$.next('up');
      await asked;
    }
    expect(await visit.phase('ended')).toEqual({ phase: 'ended', reason: 'refused' });
  });

  it('keeps who has not come back to a restarted service yet, while their link is up', async () => {
    await visit.inCall();
    peers.links$.next(new Map([[idOf(1), up]]));
    signaling.connection$.next('down');
    visit.others = [];
    signaling.connection$.next('up');
    await firstValueFrom(session.roster$.pipe(filter((roster) => !roster.others.has(idOf(2)))));
    expect([...session.roster$.value.others.keys()]).toEqual([idOf(1)]);
    expect(peers.retain.calls.mostRecent().args).toEqual([new Set([idOf(1)])]);
  });

  const up: LinkView = { connection: 'connected', streams: null, failures: 0, path: 'ok' };
  const down: LinkView = { connection: 'failed', streams: null, failures: 1, path: 'rebuilding' };
  const lost = (n: number): void =>
    signaling.facts$.next({ name: 'participant:left', payload: { participantId: idOf(n), reason: 'lost' } });

  it('keeps who lost only the service for as long as their link stands', async () => {
    await visit.inCall();
    const clock = jasmine.clock().install();
    try {
      peers.links$.next(new Map([[idOf(1), up]]));
      lost(1);
      lost(2);
      expect([...session.roster$.value.others.keys()]).toEqual([idOf(1)]);
      expect(peers.drop.calls.allArgs()).toEqual([[idOf(2)]]);
      clock.tick(600_000);
      peers.links$.next(new Map([[idOf(1), down]]));
      clock.tick(9_999);
      expect(session.roster$.value.others.size).toBe(1);
      clock.tick(1);
      expect(session.roster$.value.others.size).toBe(0);
      expect(peers.drop.calls.mostRecent().args).toEqual([idOf(1)]);
    } finally {
      clock.uninstall();
    }
  });

  it('takes who is back with the service, or said goodbye, at their word', async () => {
    await visit.inCall();
    const clock = jasmine.clock().install();
    try {
      peers.links$.next(new Map([1, 2].map((n) => [idOf(n), up])));
      lost(1);
      lost(2);
      signaling.facts$.next({ name: 'participant:joined', payload: { participant: person(1) } });
      signaling.facts$.next({
        name: 'participant:left',
        payload: { participantId: idOf(2), reason: 'left' },
      });
      peers.links$.next(new Map([[idOf(1), down]]));
      clock.tick(60_000);
      expect([...session.roster$.value.others.keys()]).toEqual([idOf(1)]);
    } finally {
      clock.uninstall();
    }
  });

  it('reaches for PeerServer anew after every break: PeerJS does not notice a path that died', async () => {
    await visit.inCall();
    expect(peers.open).toHaveBeenCalledTimes(1);
    signaling.connection$.next('down');
    signaling.connection$.next('up');
    await firstValueFrom(peers.server$.pipe(filter(() => peers.open.calls.count() === 2)));
    expect(peers.retain.calls.allArgs()).withContext('links stay').not.toContain([new Set()]);
  });

  it('ends at once where another tab takes over, and says so', async () => {
    await visit.inCall();
    expect(tab.claim).toHaveBeenCalledOnceWith(visit.room);
    tab.displaced$.next();
    expect(session.state$.value).toEqual({ phase: 'ended', reason: 'elsewhere' });
    expect(media.close).toHaveBeenCalledTimes(1);
    expect(tab.release).toHaveBeenCalledTimes(1);
  });

  it('ends where another connection speaks for it, and stays away', async () => {
    await visit.inCall();
    signaling.facts$.next({ name: 'session:replaced', payload: {} });
    expect(session.state$.value).toEqual({ phase: 'ended', reason: 'elsewhere' });
    expect(signaling.connection$.value).toBe('closed');
  });

  it('tells the others when a device stops giving anything, after a moment of trying', async () => {
    await visit.inCall();
    const clock = jasmine.clock().install();
    const connection = new RTCPeerConnection();
    const { track } = connection.addTransceiver('video').receiver;
    try {
      media.media$.next({ ...NO_MEDIA, camera: { kind: 'on', track } });
      media.media$.next({ ...NO_MEDIA, camera: { kind: 'interrupted', track } });
      clock.tick(699);
      expect(peers.broadcast).toHaveBeenCalledTimes(1);
      clock.tick(1);
      expect(peers.broadcast).toHaveBeenCalledTimes(2);
      media.media$.next({ ...NO_MEDIA, camera: { kind: 'on', track } });
      const cameras = peers.broadcast.calls
        .allArgs()
        .map(([message]) => message.type === 'media:state' && message.media.camera);
      expect(cameras).toEqual([true, false, true]);
    } finally {
      connection.close();
      clock.uninstall();
    }
  });

  it('starts its links anew when the service no longer knows us', async () => {
    await visit.inCall();
    signaling.connection$.next('down');
    visit.identity = idOf(7);
    signaling.connection$.next('up');
    await firstValueFrom(session.roster$.pipe(filter((roster) => roster.self?.id === idOf(7))));
    expect(peers.retain.calls.allArgs()).toContain([new Set()]);
    expect(peers.open.calls.mostRecent().args).toEqual([
      jasmine.objectContaining({ participantId: idOf(7) }),
    ]);
  });

  it('announces what we send over links and signaling, once a change', async () => {
    await visit.inCall();
    media.media$.next({ ...NO_MEDIA, camera: { kind: 'starting' } });
    expect(peers.broadcast).not.toHaveBeenCalled();
    const connection = new RTCPeerConnection();
    const microphone = { kind: 'on' as const, track: connection.addTransceiver('audio').receiver.track };
    media.media$.next({ ...NO_MEDIA, microphone });
    media.media$.next({ ...NO_MEDIA, microphone });
    connection.close();
    const announced = { revision: 1, microphone: true, camera: false, screen: false };
    expect(peers.broadcast.calls.allArgs()).toEqual([[{ type: 'media:state', media: announced }]]);
    expect(signaling.sent('participant:update')).toEqual([{ media: announced }]);
  });

  it('believes a participant about itself only', async () => {
    await visit.inCall();
    const off = mediaState({ revision: 9, camera: false });
    peers.messages$.next({ from: idOf(2), message: { type: 'media:state', media: off } });
    expect(session.roster$.value.others.get(idOf(2))?.media).toEqual(off);
    expect(session.roster$.value.others.get(idOf(1))?.media).toEqual(mediaState());
  });

  it('closes everything on leaving, whatever is still under way', async () => {
    signaling.connection$.next('up');
    session.join('Cleo');
    session.leave();
    await Promise.resolve();
    expect(session.state$.value).toEqual({ phase: 'ended', reason: 'left' });
    expect(signaling.connection$.value).toBe('closed');
    expect(peers.close).toHaveBeenCalledTimes(1);
    expect(media.close).toHaveBeenCalledTimes(1);
    expect(session.roster$.value.self).toBeNull();
  });
});
