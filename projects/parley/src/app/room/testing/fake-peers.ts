import type { ParticipantId } from '@parley/protocol';
import { BehaviorSubject, Subject } from 'rxjs';
import type { LinkView } from '../../peer/peer-link';
import type { PeerService, ReceivedMessage } from '../../peer/peer-service';
import type { TransportState } from '../../peer/peer-transport';

/** A mesh that links with nobody and notes what is asked of it. */
export class FakePeers {
  readonly opened$ = new Subject<ParticipantId>();
  readonly detours$ = new Subject<ParticipantId>();
  readonly messages$ = new Subject<ReceivedMessage>();
  readonly server$ = new BehaviorSubject<TransportState>('closed');
  readonly links$ = new BehaviorSubject<ReadonlyMap<ParticipantId, LinkView>>(new Map());
  readonly open = jasmine.createSpy('open').and.callFake(() => {
    this.server$.next('open');
    return Promise.resolve();
  });
  readonly renew = jasmine.createSpy<PeerService['renew']>('renew');
  readonly setTracks = jasmine.createSpy('setTracks');
  readonly call = jasmine.createSpy<PeerService['call']>('call').and.resolveTo();
  readonly admit = jasmine.createSpy('admit');
  readonly drop = jasmine.createSpy('drop');
  readonly retain = jasmine.createSpy('retain');
  readonly signalBy = jasmine.createSpy<PeerService['signalBy']>('signalBy');
  readonly receive = jasmine.createSpy<PeerService['receive']>('receive');
  readonly paths = jasmine.createSpy<PeerService['paths']>('paths').and.returnValue({ relay: 0, direct: 0 });
  readonly send = jasmine.createSpy('send');
  readonly broadcast = jasmine.createSpy<PeerService['broadcast']>('broadcast');
  readonly close = jasmine.createSpy('close');
}
