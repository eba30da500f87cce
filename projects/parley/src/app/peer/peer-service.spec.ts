import { Injector } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { ParticipantId, PeerMessage, RtcSignal } from '@parley/protocol';
import { filter, firstValueFrom, map } from 'rxjs';
import type { LinkView, PeerSignaling } from './peer-link';
import { PeerService, type ReceivedMessage } from './peer-service';
import { PEER_TRANSPORT } from './peer-transport';
import { idOf } from '../core/testing/participant-id';
import { until } from '../core/testing/until';
import { collectGarbage } from './testing/collect-garbage';
import { LoopbackNetwork, LoopbackTransport } from './testing/loopback-network';

const [ADA, BO, CLEO] = [idOf(1), idOf(2), idOf(3)];
const HELLO: PeerMessage = {
  type: 'media:state',
  media: { revision: 1, microphone: true, camera: false, screen: false },
};

describe('PeerService', () => {
  let network: LoopbackNetwork;
  let services: PeerService[];

  beforeEach(async () => {
    await collectGarbage();
    network = new LoopbackNetwork();
    services = [];
  });
  afterEach(() => services.forEach((service) => service.close()));

  async function peer(self = ADA): Promise<{ service: PeerService; transport: LoopbackTransport }> {
    const transport = new LoopbackTransport(network);
    const injector = Injector.create({
      parent: TestBed.inject(Injector),
      providers: [{ provide: PEER_TRANSPORT, useValue: transport }, { provide: PeerService }],
    });
    const service = injector.get(PeerService);
    services.push(service);
    await service.open({ participantId: self, peerToken: 'token', iceServers: [], shard: 0 });
    return { service, transport };
  }

  function reaches(
    service: PeerService,
    id = BO,
    wanted: RTCPeerConnectionState = 'connected',
  ): Promise<LinkView> {
    return firstValueFrom(
      service.links$.pipe(
        map((links) => links.get(id)),
        filter((link) => link?.connection === wanted),
        filter((link) => link !== undefined),
      ),
    );
  }

  async function pair(): Promise<{ ada: PeerService; bo: PeerService }> {
    const { service: bo } = await peer(BO);
    const { service: ada } = await peer(ADA);
    bo.admit(ADA);
    void ada.call([BO]);
    await Promise.all([reaches(ada, BO), reaches(bo, ADA)]);
    return { ada, bo };
  }

  it('makes one connection a pair, with a picture that can be replaced without renegotiation', async () => {
    const { ada, bo } = await pair();
    const camera = await navigator.mediaDevices.getUserMedia({ video: true });
    const [track] = camera.getVideoTracks();
    let negotiations = 0;
    for (const connection of network.connections) {
      connection.addEventListener('signalingstatechange', () => (negotiations += 1));
    }
    ada.setTracks({ microphone: null, camera: track ?? null, screen: null });

    const video = document.createElement('video');
    video.muted = true;
    video.srcObject = bo.links$.value.get(ADA)?.streams?.camera ?? null;
    await video.play();

    expect(video.videoWidth).toBeGreaterThan(0);
    expect(negotiations).toBe(0);
    expect(network.openConnections).toBe(2);
    track?.stop();
  });

  it('sends a camera no larger than it is shown, and says how large that is, also in the next call', async () => {
    const { ada, bo } = await pair();
    const camera = await navigator.mediaDevices.getUserMedia({ video: { width: 1280, height: 720 } });
    const [track] = camera.getVideoTracks();
    ada.setTracks({ microphone: null, camera: track ?? null, screen: null });
    const scales = (): number[] =>
      network.connections
        .filter(({ connectionState }) => connectionState === 'connected')
        .flatMap((connection) => connection.getSenders())
        .filter((sender) => sender.track === track)
        .flatMap((sender) => sender.getParameters().encodings)
        .map(({ scaleResolutionDownBy = 1 }) => scaleResolutionDownBy);
    bo.show(new Map([[ADA, 100]]));
    await until(() => scales().at(-1) === 7.2);
    ada.rebuild(BO);
    expect(scales()).toEqual([]);
    await until(() => scales().at(-1) === 7.2);
    expect(network.openConnections).toBe(2);
    track?.stop();
  });

  it('counts which links go by a relay, once there is a path', async () => {
    const { ada } = await pair();
    await until(() => ada.paths().direct > 0);
    expect(ada.paths()).toEqual({ relay: 0, direct: 1 });
    ada.drop(BO);
    expect(ada.paths()).toEqual({ relay: 0, direct: 0 });
  });

  it('holds a call until the room has announced the caller', async () => {
    const { service: bo, transport } = await peer(BO);
    const { service: ada } = await peer(ADA);
    const offered = firstValueFrom(transport.incoming$);
    void ada.call([BO]);
    await offered;
    expect(bo.links$.value.size).toBe(0);
    bo.admit(ADA);
    expect((await reaches(bo, ADA)).connection).toBe('connected');
  });

  it('answers a call it held rather than making one of its own', async () => {
    const { service: bo, transport } = await peer(BO);
    const { service: ada } = await peer(ADA);
    const offered = firstValueFrom(transport.incoming$);
    void ada.call([BO]);
    await offered;
    void bo.call([ADA]);
    await Promise.all([reaches(ada, BO), reaches(bo, ADA)]);
    expect(transport.calls).toEqual([]);
  });

  it('stamps messages with the participant at the other end of the link', async () => {
    const { ada, bo } = await pair();
    const got = firstValueFrom(bo.messages$);
    const channelOpen = firstValueFrom(ada.opened$);
    if (!sendable(ada)) await channelOpen;
    ada.broadcast(HELLO);
    expect(await got).toEqual({ from: ADA, message: HELLO } satisfies ReceivedMessage);
  });

  it('has called when the offers are made', async () => {
    const { service: ada } = await peer(ADA);
    await ada.call([BO, CLEO]);
    const offering = network.connections.filter(
      ({ signalingState }) => signalingState === 'have-local-offer',
    );
    expect(offering.length).toBe(2);
  });

  it('calls when PeerServer becomes reachable, where it was not', async () => {
    const { service: bo } = await peer(BO);
    const { service: ada, transport } = await peer(ADA);
    bo.admit(ADA);
    transport.state$.next('lost');
    void ada.call([BO]);
    expect(transport.calls).toEqual([]);
    transport.state$.next('open');
    expect(transport.calls).toEqual([BO]);
    expect((await reaches(ada, BO)).failures).toBe(0);
  });

  /** What each sends reaches the other; what is sent is kept. */
  function introduce(ada: PeerService, bo: PeerService): RtcSignal[] {
    const sent: RtcSignal[] = [];
    const way = (from: ParticipantId, to: PeerService): PeerSignaling => ({
      iceServers: () => Promise.resolve([]),
      send: (_, signal) => {
        sent.push(signal);
        to.receive(from, signal);
        return Promise.resolve();
      },
    });
    ada.signalBy(way(ADA, bo));
    bo.signalBy(way(BO, ada));
    return sent;
  }

  /** The link stands, and its call is one that both sides have. */
  async function heals(service: PeerService, id: ParticipantId): Promise<void> {
    await firstValueFrom(
      service.links$.pipe(
        map((links) => links.get(id)),
        filter((link) => link?.path === 'ok' && link.connection === 'connected'),
      ),
    );
  }

  it('makes a link anew when asked, with one connection a pair as before', async () => {
    const { ada, bo } = await pair();
    const [first] = network.connections;
    ada.rebuild(BO);
    expect(ada.links$.value.get(BO)?.path).toBe('rebuilding');
    await firstValueFrom(ada.links$.pipe(filter((links) => links.get(BO)?.path === 'ok')));
    await reaches(bo, ADA);
    expect(first?.connectionState).toBe('closed');
    expect(network.openConnections).toBe(2);
  });

  for (const step of [{ kind: 'offer', sdp: 'v=0' }, { kind: 'wanted' }] as const) {
    it(`calls again when the other side knows nothing of the connection (${step.kind})`, async () => {
      const { ada, bo } = await pair();
      const sent = introduce(ada, bo);
      bo.drop(ADA);
      bo.admit(ADA);
      const signal: RtcSignal = { connectionId: 'call-0', round: 'r', step };
      bo.receive(ADA, signal);
      expect(sent).toEqual([{ ...signal, step: { kind: 'gone' } }]);
      await Promise.all([reaches(ada, BO), reaches(bo, ADA)]);
      expect(network.openConnections).toBe(2);
    });
  }

  it('calls again when told that the connection it still has is gone', async () => {
    const { ada, bo } = await pair();
    introduce(ada, bo);
    ada.receive(BO, { connectionId: 'call-0', round: 'r', step: { kind: 'gone' } });
    expect(ada.links$.value.get(BO)).toEqual(jasmine.objectContaining({ path: 'rebuilding' }));
    await Promise.all([heals(ada, BO), heals(bo, ADA)]);
    expect(network.openConnections).toBe(2);
  });

  it('does not give a call up for late news of an earlier one', async () => {
    const { ada, bo } = await pair();
    introduce(ada, bo);
    const made = network.connections.length;
    ada.receive(BO, { connectionId: 'call-9', round: 'r', step: { kind: 'gone' } });
    expect(ada.links$.value.get(BO)?.connection).toBe('connected');
    expect(network.connections.length).toBe(made);
  });

  it('lets who was called ask for another call, and makes none of its own', async () => {
    const { ada, bo } = await pair();
    const sent = introduce(ada, bo);
    ada.drop(BO);
    ada.admit(BO);
    await Promise.all([heals(ada, BO), heals(bo, ADA)]);
    expect(sent[0]?.step).toEqual({ kind: 'gone' });
    expect(network.transports.get(BO)?.calls).toEqual([]);
    expect(network.openConnections).toBe(2);
  });

  it('settles on one call where both ask for a new one at once, however often', async () => {
    const { ada, bo } = await pair();
    introduce(ada, bo);
    for (let round = 0; round < 10; round += 1) {
      ada.rebuild(BO);
      bo.rebuild(ADA);
      await Promise.all([heals(ada, BO), heals(bo, ADA)]);
      expect(network.openConnections).toBe(2);
    }
  });

  it('takes signals of strangers, and answers for a connection that is over, for nothing', async () => {
    const { ada, bo } = await pair();
    const sent = introduce(ada, bo);
    const step = { kind: 'answer', sdp: 'v=0' } as const;
    ada.receive(CLEO, { connectionId: 'call-0', round: 'r', step: { kind: 'gone' } });
    ada.receive(BO, { connectionId: 'another', round: 'r', step });
    expect(sent).toEqual([]);
    expect(ada.links$.value.get(BO)?.connection).toBe('connected');
    expect([...ada.links$.value.keys()]).toEqual([BO]);
  });

  it('keeps links when PeerServer is lost', async () => {
    const { ada } = await pair();
    network.transports.get(ADA)?.state$.next('lost');
    expect(ada.links$.value.get(BO)?.connection).toBe('connected');
    expect(network.openConnections).toBe(2);
  });

  it('drops one link and leaves the others alone', async () => {
    const { ada, bo } = await pair();
    const { service: cleo } = await peer(CLEO);
    ada.admit(CLEO);
    void cleo.call([ADA]);
    await reaches(ada, CLEO);
    ada.drop(BO);
    expect([...ada.links$.value.keys()]).toEqual([CLEO]);
    expect(ada.links$.value.get(CLEO)?.connection).toBe('connected');
    // The other side notices by itself, long before any timeout.
    expect((await reaches(bo, ADA, 'failed')).streams).toBeNull();
  });

  it('calls again when the other side closed the call without leaving the room', async () => {
    const { ada, bo } = await pair();
    const again = firstValueFrom(ada.links$.pipe(filter((links) => links.get(BO)?.connection === 'failed')));
    bo.drop(ADA);
    await again;
    bo.admit(ADA);
    expect((await reaches(ada, BO)).failures).toBe(0);
  });

  it('settles on one call where both sides call at once', async () => {
    const { service: bo } = await peer(BO);
    const { service: ada } = await peer(ADA);
    void ada.call([BO]);
    void bo.call([ADA]);
    await Promise.all([reaches(ada, BO), reaches(bo, ADA)]);
    expect(network.openConnections).toBe(2);
  });

  it('has media within 10 s where an answer gets lost', async () => {
    network.swallowAnswers = 1;
    const begun = performance.now();
    await pair();
    expect(performance.now() - begun).toBeLessThan(10_000);
    expect(network.openConnections).toBe(2);
  }, 15_000);

  it('makes one connection a pair, whatever comes first, in 100 of 100 joins at once', async () => {
    const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, Math.random() * 25));
    network.delay = soon;
    for (let round = 0; round < 100; round += 1) {
      const { service: bo } = await peer(BO);
      const { service: ada } = await peer(ADA);
      // The service lets one in after the other; who came second calls, and the first may hear of the call before
      // they hear of the caller. Once in a while both believe to be the newcomer, as after a restart of the service.
      const meet = [soon().then(() => ada.call([BO]))];
      meet.push(soon().then(() => (round % 4 === 0 ? bo.call([ADA]) : bo.admit(ADA))));
      await Promise.all([...meet, reaches(ada, BO), reaches(bo, ADA)]);
      await Promise.all([heals(ada, BO), heals(bo, ADA)]);
      expect(network.openConnections).withContext(`join ${round}`).toBe(2);
      ada.close();
      bo.close();
      network.connections.length = 0;
      services.length = 0;
      if (round % 20 === 0) await collectGarbage();
    }
  }, 60_000);

  it('closes everything', async () => {
    const { ada, bo } = await pair();
    ada.close();
    bo.close();
    expect(network.openConnections).toBe(0);
    expect(ada.links$.value.size).toBe(0);
  });

  function sendable(service: PeerService): boolean {
    return service.links$.value.get(BO)?.connection === 'connected' && openChannels() > 0;
  }
  function openChannels(): number {
    return network.connections.filter(({ sctp }) => sctp?.state === 'connected').length;
  }
});
