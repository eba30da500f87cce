import { Injector } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { RoomIdSchema } from '@parley/protocol';
import { BehaviorSubject, NEVER, filter, firstValueFrom } from 'rxjs';
import * as v from 'valibot';
import { ChatService } from '../chat/chat-service';
import { NO_TRACKS } from '../core/media-source';
import { idOf } from '../core/testing/participant-id';
import { NO_MEDIA } from '../media/local-media';
import { MediaService } from '../media/media-service';
import type { LinkView } from '../peer/peer-link';
import { PeerService } from '../peer/peer-service';
import { SignalingClient } from '../signaling/signaling-client';
import { SignalingError } from '../signaling/signaling-error';
import { FakeSignalingClient } from '../signaling/testing/fake-signaling-client';
import type { RoomEvent } from './room-event';
import { RoomSession } from './room-session';
import type { RoomState } from './room-state';
import { SoleTab } from './sole-tab';
import { FakePeers } from './testing/fake-peers';
import { person } from './testing/participants';

const ROOM = v.parse(RoomIdSchema, 'tea-time');

describe('RoomSession, removing', () => {
  const up: LinkView = { connection: 'connected', streams: null, failures: 0, path: 'ok' };
  let signaling: FakeSignalingClient;
  let peers: FakePeers;
  let session: RoomSession;
  const closeMedia = jasmine.createSpy('close');

  beforeEach(() => {
    signaling = new FakeSignalingClient();
    peers = new FakePeers();
    closeMedia.calls.reset();
    const access = { peerToken: 'token', iceServers: [] };
    signaling.answers['room:prepare'] = () => ({ participantId: idOf(3), resumeToken: 'proof', ...access });
    signaling.answers['room:join'] = ({ name, media }) => {
      const self = person(3, { name, media });
      return { room: ROOM, self, participants: [person(1), person(2)], ...access };
    };
    const media = {
      media$: new BehaviorSubject(NO_MEDIA),
      tracks$: new BehaviorSubject(NO_TRACKS),
      close: closeMedia,
    };
    const tab = { displaced$: NEVER, claim: () => undefined, release: () => undefined };
    session = Injector.create({
      parent: TestBed.inject(Injector),
      providers: [
        { provide: SignalingClient, useValue: signaling },
        { provide: PeerService, useValue: peers },
        { provide: MediaService, useValue: media },
        { provide: ChatService },
        { provide: SoleTab, useValue: tab },
        { provide: RoomSession },
      ],
    }).get(RoomSession);
    session.open(ROOM);
  });

  function phase(wanted: RoomState['phase']): Promise<RoomState> {
    return firstValueFrom(session.state$.pipe(filter((state) => state.phase === wanted)));
  }
  async function inCall(): Promise<void> {
    signaling.connection$.next('up');
    session.join('Cleo');
    await phase('call');
  }

  it('ends where the host removes us, closes everything and stays away', async () => {
    await inCall();
    signaling.facts$.next({ name: 'session:removed', payload: {} });
    expect(session.state$.value).toEqual({ phase: 'ended', reason: 'removed' });
    expect(signaling.connection$.value).toBe('closed');
    expect(peers.close).toHaveBeenCalledTimes(1);
    expect(closeMedia).toHaveBeenCalledTimes(1);
  });

  it('hears on its return that the host removed us meanwhile', async () => {
    await inCall();
    signaling.answers['room:prepare'] = () => Promise.reject(new SignalingError('removed'));
    signaling.connection$.next('down');
    signaling.connection$.next('up');
    expect(await phase('ended')).toEqual({ phase: 'ended', reason: 'removed' });
    expect(signaling.connection$.value).toBe('closed');
  });

  it('cuts off whom the host removed, also while their link stands', async () => {
    await inCall();
    peers.links$.next(new Map([[idOf(1), up]]));
    const said = firstValueFrom(session.events$);
    const payload = { participantId: idOf(1), reason: 'left', removed: true } as const;
    signaling.facts$.next({ name: 'participant:left', payload });
    expect(await said).toEqual({ kind: 'removed', name: 'Person 1' });
    expect(peers.drop.calls.allArgs()).toEqual([[idOf(1)]]);
    expect([...session.roster$.value.others.keys()]).toEqual([idOf(2)]);
  });

  it('asks the service to remove somebody, and says where that did not work', async () => {
    await inCall();
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
