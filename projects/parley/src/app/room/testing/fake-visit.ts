import { Injector } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { type Participant, type ParticipantId, RoomIdSchema } from '@parley/protocol';
import { BehaviorSubject, Subject, filter, firstValueFrom } from 'rxjs';
import * as v from 'valibot';
import { ChatService } from '../../chat/chat-service';
import { type LocalTracks, NO_TRACKS } from '../../core/media-source';
import { idOf } from '../../core/testing/participant-id';
import { type LocalMedia, NO_MEDIA } from '../../media/local-media';
import { MediaService } from '../../media/media-service';
import { PeerService } from '../../peer/peer-service';
import { SignalingClient } from '../../signaling/signaling-client';
import { FakeSignalingClient } from '../../signaling/testing/fake-signaling-client';
import { RoomSession } from '../room-session';
import type { RoomState } from '../room-state';
import { SoleTab } from '../sole-tab';
import { FakePeers } from './fake-peers';
import { person } from './participants';

/** Servers that the fake service answers with. */
export const SERVERS = [{ urls: ['turn:relay'] }];

class FakeMedia {
  readonly media$ = new BehaviorSubject<LocalMedia>(NO_MEDIA);
  readonly tracks$ = new BehaviorSubject<LocalTracks>(NO_TRACKS);
  readonly close = jasmine.createSpy('close');
}

class FakeTab {
  readonly displaced$ = new Subject<void>();
  readonly claim = jasmine.createSpy('claim');
  readonly release = jasmine.createSpy('release');
}

/** A session in the lobby of `tea-time`, where persons 1 and 2 are, and fakes of what it drives. */
export class FakeVisit {
  readonly room = v.parse(RoomIdSchema, 'tea-time');
  readonly signaling = new FakeSignalingClient();
  readonly peers = new FakePeers();
  readonly media = new FakeMedia();
  readonly tab = new FakeTab();
  readonly session: RoomSession;
  /** Who the service takes us for. */
  identity: ParticipantId = idOf(3);
  others: Participant[] = [person(1), person(2)];

  constructor() {
    const access = { peerToken: 'token', iceServers: SERVERS };
    const { answers } = this.signaling;
    answers['room:prepare'] = () => ({ participantId: this.identity, resumeToken: 'proof', ...access });
    answers['participant:update'] = () => ({});
    answers['peer:refresh'] = () => access;
    answers['room:join'] = ({ name, media }) => {
      const self = person(3, { id: this.identity, name, media });
      return { room: this.room, self, participants: this.others, ...access };
    };
    this.session = this.#injector().get(RoomSession);
    this.session.open(this.room);
  }

  phase(wanted: RoomState['phase']): Promise<RoomState> {
    return firstValueFrom(this.session.state$.pipe(filter((state) => state.phase === wanted)));
  }

  /** The lobby with something to say. */
  problem(): Promise<RoomState> {
    return firstValueFrom(
      this.session.state$.pipe(filter((state) => state.phase === 'lobby' && state.problem !== null)),
    );
  }

  /** Connects, joins as Cleo and is in. */
  async inCall(): Promise<void> {
    this.signaling.connection$.next('up');
    this.session.join('Cleo');
    await this.phase('call');
  }

  #injector(): Injector {
    return Injector.create({
      parent: TestBed.inject(Injector),
      providers: [
        { provide: SignalingClient, useValue: this.signaling },
        { provide: PeerService, useValue: this.peers },
        { provide: MediaService, useValue: this.media },
        { provide: ChatService },
        { provide: SoleTab, useValue: this.tab },
        { provide: RoomSession },
      ],
    });
  }
}
