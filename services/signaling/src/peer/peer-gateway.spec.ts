import { LIMITS, PROTOCOL_VERSION } from '@parley/protocol';
import type { RequestData } from '@parley/protocol';
import type { WebSocket } from 'ws';
import { FakeClock } from '../testing/fake-clock.ts';
import { MEDIA, TestService } from '../testing/service.ts';

type Identity = RequestData<'room:prepare'>;

const MEDIA_CALL = { type: 'media', connectionId: 'mc_1' };

/** Resolves with the HTTP status a WebSocket was refused with, or `null` where it opened. */
function refusal(socket: WebSocket): Promise<number | null> {
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve(null));
    socket.once('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.once('error', reject);
  });
}

/** A PeerServer socket that keeps what it is told. */
class PeerClient {
  readonly #socket: WebSocket;
  readonly #frames: unknown[] = [];
  #wake: (() => void)[] = [];
  readonly closed: Promise<number>;

  constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data: Buffer) => {
      this.#frames.push(JSON.parse(data.toString()));
      for (const wake of this.#wake.splice(0)) wake();
    });
    this.closed = new Promise((resolve) => socket.once('close', (code) => resolve(code)));
  }

  async next(): Promise<unknown> {
    while (this.#frames.length === 0) await new Promise<void>((resolve) => this.#wake.push(resolve));
    return this.#frames.shift();
  }

  send(frame: unknown): void {
    this.#socket.send(typeof frame === 'string' || Buffer.isBuffer(frame) ? frame : JSON.stringify(frame));
  }

  ping(): void {
    this.#socket.ping();
  }

  /** Resolves when everything sent so far has been read. */
  async settle(): Promise<void> {
    const read = new Promise((resolve) => this.#socket.once('pong', resolve));
    this.#socket.ping();
    await read;
  }

  /** A candidate, told apart from others by `mark`. */
  sendCandidate(to: string, mark: string): void {
    this.send({ type: 'CANDIDATE', dst: to, payload: { ...MEDIA_CALL, candidate: { candidate: mark } } });
  }
}

function candidateFrom(src: string, dst: string, mark: string): unknown {
  return { type: 'CANDIDATE', src, dst, payload: { ...MEDIA_CALL, candidate: { candidate: mark } } };
}

describe('the gateway to PeerServer', () => {
  let clock: FakeClock;
  let service: TestService;

  beforeEach(async () => {
    clock = new FakeClock();
    service = await TestService.start({}, { clock });
  });

  afterEach(() => service.close());

  /** Opens the PeerServer socket of a participant and waits until PeerServer says OPEN. */
  async function open({
    participantId,
    peerToken,
  }: Pick<Identity, 'participantId' | 'peerToken'>): Promise<PeerClient> {
    const peer = new PeerClient(service.peerSocket(participantId, peerToken));
    expect(await peer.next()).toEqual({ type: 'OPEN' });
    return peer;
  }

  describe('lets in', () => {
    it('who is only prepared', async () => {
      const [, is] = await service.prepared('kitchen');
      expect(await open(is)).toBeDefined();
    });

    it('the same participant again with another token, in place of its older socket', async () => {
      const [client, is] = await service.prepared('kitchen');
      const older = await open(is);
      clock.advance(2000);
      const { peerToken } = await client.data('peer:refresh', {});
      expect(peerToken).not.toBe(is.peerToken);
      await open({ participantId: is.participantId, peerToken });
      expect(await older.closed).toBe(1000);
    });
  });

  describe('refuses', () => {
    const UNAUTHORIZED = 401;

    it('no token and nonsense', async () => {
      const [, is] = await service.prepared('kitchen');
      for (const token of ['', 'x', 'x.y', `${is.peerToken}x`, is.resumeToken]) {
        expect(await refusal(service.peerSocket(is.participantId, token))).toBe(UNAUTHORIZED);
      }
    });

    it('a token that has expired', async () => {
      const [, is] = await service.prepared('kitchen');
      clock.advance(60_000);
      expect(await refusal(service.peerSocket(is.participantId, is.peerToken))).toBe(UNAUTHORIZED);
    });

    it('whom the host removed, from that moment on, and closes the socket they have', async () => {
      const [ada] = await service.joined('kitchen', 'Ada');
      const [bob, is] = await service.joined('kitchen', 'Bob');
      const peer = await open(is);
      await ada.data('participant:remove', { participantId: is.participantId });
      expect(await peer.closed).toBe(1008);
      expect(await bob.disconnected).toBe('io server disconnect');
      expect(await refusal(service.peerSocket(is.participantId, is.peerToken))).toBe(UNAUTHORIZED);
      const back = await service.connect();
      const { resumeToken } = is;
      const again = { version: PROTOCOL_VERSION, room: 'kitchen', resumeToken };
      expect(await back.refusal('room:prepare', again)).toBe('removed');
      expect(await back.refusal('room:join', { name: 'Bob', media: MEDIA })).toBe('not-in-room');
      expect(await refusal(service.peerSocket(is.participantId, is.peerToken))).toBe(UNAUTHORIZED);
    });

    it('the token of somebody else', async () => {
      const [, ada] = await service.prepared('kitchen');
      const [, bob] = await service.prepared('kitchen');
      expect(await refusal(service.peerSocket(ada.participantId, bob.peerToken))).toBe(UNAUTHORIZED);
    });

    it('a token for a room its holder has exchanged for another', async () => {
      const [client, kitchen] = await service.prepared('kitchen');
      await client.data('room:prepare', { version: PROTOCOL_VERSION, room: 'garden' });
      expect(await refusal(service.peerSocket(kitchen.participantId, kitchen.peerToken))).toBe(UNAUTHORIZED);
    });

    it('a participant the service no longer knows, whose open socket ends', async () => {
      const [client, is] = await service.prepared('kitchen');
      const peer = await open(is);
      client.close();
      expect(await peer.closed).toBe(1008);
      expect(await refusal(service.peerSocket(is.participantId, is.peerToken))).toBe(UNAUTHORIZED);
    });

    it('a page of another origin', async () => {
      const [, is] = await service.prepared('kitchen');
      const foreign = { origin: 'https://evil.example' };
      const socket = service.peerSocket(is.participantId, is.peerToken, '/peer/peerjs', foreign);
      expect(await refusal(socket)).toBe(403);
    });

    it('other paths', async () => {
      const [, is] = await service.prepared('kitchen');
      const { participantId, peerToken } = is;
      expect(await refusal(service.peerSocket(participantId, peerToken, '/peer/other'))).toBe(UNAUTHORIZED);
      expect(await refusal(service.peerSocket(participantId, peerToken, '/elsewhere'))).toBe(404);
      expect(await refusal(service.peerSocket(participantId, peerToken, '/'))).toBe(404);
    });
  });

  describe('between members of a room', () => {
    let ada: Identity;
    let bob: Identity;
    let adaPeer: PeerClient;
    let bobPeer: PeerClient;

    beforeEach(async () => {
      [, ada] = await service.joined('kitchen', 'Ada');
      [, bob] = await service.joined('kitchen', 'Bob');
      adaPeer = await open(ada);
      bobPeer = await open(bob);
    });

    it('passes offers, answers and candidates on, with the true sender', async () => {
      const offer = { type: 'OFFER', payload: { ...MEDIA_CALL, sdp: { type: 'offer', sdp: 'v=0' } } };
      const answer = { type: 'ANSWER', payload: { ...MEDIA_CALL, sdp: { type: 'answer', sdp: 'v=0' } } };
      adaPeer.send({ ...offer, dst: bob.participantId, src: 'somebody-else' });
      expect(await bobPeer.next()).toEqual({ ...offer, src: ada.participantId, dst: bob.participantId });
      bobPeer.send({ ...answer, dst: ada.participantId });
      expect(await adaPeer.next()).toEqual({ ...answer, src: bob.participantId, dst: ada.participantId });
      adaPeer.sendCandidate(bob.participantId, 'c');
      expect(await bobPeer.next()).toEqual(candidateFrom(ada.participantId, bob.participantId, 'c'));
    });

    it('drops what is malformed or not a client’s to say, and goes on', async () => {
      const to = bob.participantId;
      const sdp = { type: 'offer', sdp: 'v=0' };
      const frames: unknown[] = [
        'null',
        '{bad',
        '',
        '[]',
        '7',
        Buffer.from([0xdd, 0x03, 0xff, 0xff, 0xff]),
        { type: 'LEAVE', dst: to },
        { type: 'EXPIRE', dst: to },
        { type: 'OPEN', dst: to },
        { type: 'OFFER', dst: to, payload: null },
        {
          type: 'OFFER',
          dst: to,
          payload: { type: 'data', connectionId: 'dc_1', serialization: 'binary', sdp },
        },
        { type: 'HEARTBEAT', dst: to },
      ];
      for (const frame of frames) adaPeer.send(frame);
      adaPeer.sendCandidate(to, 'after');
      expect(await bobPeer.next()).toEqual(candidateFrom(ada.participantId, to, 'after'));
    });

    it('keeps frames for a member whose socket is away for a moment', async () => {
      const [, cat] = await service.joined('kitchen', 'Cat');
      adaPeer.sendCandidate(cat.participantId, 'early');
      adaPeer.sendCandidate(bob.participantId, 'barrier');
      await bobPeer.next();
      const catPeer = await open(cat);
      expect(await catPeer.next()).toEqual(candidateFrom(ada.participantId, cat.participantId, 'early'));
    });

    it('keeps no more than a megabyte of them in a room', async () => {
      const [, cat] = await service.joined('kitchen', 'Cat');
      const [, dan] = await service.joined('kitchen', 'Dan');
      const danPeer = await open(dan);
      const big = 'x'.repeat(60_000);
      // At the pace the rate allows, and faster than PeerServer forgets.
      for (const [index, frames] of [4, 1, 1].entries()) {
        for (const peer of [adaPeer, bobPeer, danPeer]) {
          for (let n = 0; n < frames; n += 1)
            peer.sendCandidate(cat.participantId, `${String(index)} ${big}`);
          await peer.settle();
        }
        clock.advance(1000);
      }
      const catPeer = await open(cat);
      adaPeer.sendCandidate(cat.participantId, 'live');
      const kept: unknown[] = [];
      const live = candidateFrom(ada.participantId, cat.participantId, 'live');
      for (let frame = await catPeer.next(); JSON.stringify(frame) !== JSON.stringify(live);) {
        kept.push(frame);
        frame = await catPeer.next();
      }
      expect(kept.length).toBe(17);
    });

    it('ends a socket that sends more bytes than the rate allows, and does not stop', async () => {
      const big = 'x'.repeat(60_000);
      for (let n = 0; n < 8; n += 1) adaPeer.sendCandidate(bob.participantId, `${String(n)} ${big}`);
      await adaPeer.settle();
      adaPeer.sendCandidate(bob.participantId, big);
      expect(await adaPeer.closed).toBe(1008);
    });

    it('ends a socket that floods with what is no frame at all', async () => {
      for (let n = 0; n < 500; n += 1) adaPeer.send(Buffer.from([n % 256]));
      expect(await adaPeer.closed).toBe(1008);
    });

    it('ends a socket that floods with pings', async () => {
      for (let n = 0; n < 500; n += 1) bobPeer.ping();
      expect(await bobPeer.closed).toBe(1008);
    });

    it('passes nothing to another room, to the lobby, or to nobody', async () => {
      const [, cat] = await service.joined('garden', 'Cat');
      const [dan, danIs] = await service.prepared('kitchen');
      const catPeer = await open(cat);
      const danPeer = await open(danIs);
      for (const dst of [cat.participantId, danIs.participantId]) adaPeer.sendCandidate(dst, 'stray');
      catPeer.sendCandidate(ada.participantId, 'stray');
      danPeer.sendCandidate(ada.participantId, 'stray');
      // Once Dan is in, frames flow, and nothing from before comes along.
      await dan.data('room:join', {
        name: 'Dan',
        media: { revision: 0, microphone: false, camera: false, screen: false },
      });
      adaPeer.sendCandidate(danIs.participantId, 'welcome');
      expect(await danPeer.next()).toEqual(candidateFrom(ada.participantId, danIs.participantId, 'welcome'));
      danPeer.sendCandidate(ada.participantId, 'thanks');
      expect(await adaPeer.next()).toEqual(candidateFrom(danIs.participantId, ada.participantId, 'thanks'));
      const [, eve] = await service.joined('garden', 'Eve');
      (await open(eve)).sendCandidate(cat.participantId, 'neighbour');
      expect(await catPeer.next()).toEqual(candidateFrom(eve.participantId, cat.participantId, 'neighbour'));
    });

    it('ends a socket that sends a frame over the limit', async () => {
      adaPeer.send('x'.repeat(65_537));
      expect(await adaPeer.closed).toBe(1009);
      bobPeer.send({ type: 'HEARTBEAT' });
      await open(ada);
    });

    it('slows down, then ends, a socket that floods', async () => {
      for (let n = 0; n < 250; n += 1) adaPeer.sendCandidate(bob.participantId, String(n));
      for (let n = 0; n < 200; n += 1) {
        expect(await bobPeer.next()).toEqual(candidateFrom(ada.participantId, bob.participantId, String(n)));
      }
      clock.advance(1000);
      adaPeer.sendCandidate(bob.participantId, 'later');
      expect(await bobPeer.next()).toEqual(candidateFrom(ada.participantId, bob.participantId, 'later'));
      for (let n = 0; n < 600; n += 1) adaPeer.sendCandidate(bob.participantId, 'flood');
      expect(await adaPeer.closed).toBe(1008);
    });
  });

  it('lets frames flow while a member is awaited, whose media goes on', async () => {
    const [tab, ada] = await service.joinedRaw('kitchen', 'Ada');
    const [, bob] = await service.joined('kitchen', 'Bob');
    const adaPeer = await open(ada);
    const bobPeer = await open(bob);
    tab.terminate();
    await clock.scheduled();
    adaPeer.sendCandidate(bob.participantId, 'still here');
    expect(await bobPeer.next()).toEqual(candidateFrom(ada.participantId, bob.participantId, 'still here'));
    clock.advance(LIMITS.awaitReturnMs);
    expect(await adaPeer.closed).toBe(1008);
  });
});
