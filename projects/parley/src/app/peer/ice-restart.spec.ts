import type { RtcSignal } from '@parley/protocol';
import { IceRestart } from './ice-restart';

type Post = (signal: RtcSignal) => Promise<void>;

const NOTHING: RtcSignal = {
  connectionId: 'mc_1',
  round: '-',
  step: { kind: 'candidates', candidates: [] },
};

interface Side {
  readonly connection: RTCPeerConnection;
  readonly restart: IceRestart;
  readonly sent: RtcSignal[];
}

describe('IceRestart', () => {
  let rounds: number;
  let one: Side;
  let other: Side;
  /** What happens to a signal on its way. */
  let passOn: (signal: RtcSignal, to: Side) => Promise<void>;
  let iceServers: () => Promise<{ urls: string[] }[]>;

  beforeEach(async () => {
    rounds = 0;
    iceServers = () => Promise.resolve([{ urls: ['stun:fresh.invalid'] }]);
    passOn = async (signal, to) => {
      await to.restart.receive(signal);
    };
    one = side(false, (signal) => passOn(signal, other));
    other = side(true, (signal) => passOn(signal, one));
    await connect(one.connection, other.connection);
  });
  afterEach(() => {
    for (const { connection, restart } of [one, other]) {
      restart.close();
      connection.close();
    }
  });

  function side(polite: boolean, post: Post): Side {
    const connection = new RTCPeerConnection();
    connection.createDataChannel('test', { negotiated: true, id: 1 });
    const sent: RtcSignal[] = [];
    const send: Post = (signal) => {
      sent.push(signal);
      return post(signal);
    };
    const port = { iceServers: () => iceServers(), send };
    const newRound = () => `round-${++rounds}`;
    const restart = new IceRestart({ connection, connectionId: 'mc_1', polite, port, newRound });
    return { connection, restart, sent };
  }

  /** Password of the path that was agreed on, by side. */
  const paths = () => [one, other].map(({ connection }) => ufrag(connection.currentLocalDescription));

  it('agrees on a new path, with fresh servers on both sides', async () => {
    const before = paths();
    await one.restart.restart();
    for (const [index, path] of paths().entries()) expect(path).not.toBe(before[index] ?? '');
    for (const { connection } of [one, other]) {
      expect(connection.signalingState).toBe('stable');
      expect(connection.getConfiguration().iceServers?.[0]?.urls).toEqual(['stun:fresh.invalid']);
    }
    await connected(one.connection);
    await connected(other.connection);
  });

  it('ends stable when both begin at once: the polite side gives way', async () => {
    const held: (() => Promise<void>)[] = [];
    passOn = (signal, to) => {
      held.push(async () => {
        await to.restart.receive(signal);
      });
      return Promise.resolve();
    };
    await Promise.all([one.restart.restart(), other.restart.restart()]);
    for (let next = held.shift(); next; next = held.shift()) await next();
    for (const { connection } of [one, other]) expect(connection.signalingState).toBe('stable');
    expect(ufrag(one.connection.currentRemoteDescription)).toBe(
      ufrag(other.connection.currentLocalDescription),
    );
  });

  it('offers again to who never got the offer and offers in turn', async () => {
    passOn = () => Promise.resolve();
    await one.restart.restart();
    passOn = async (signal, to) => {
      await to.restart.receive(signal);
    };
    const agreed = [one, other].map(({ connection }) => stable(connection));
    await other.restart.restart();
    await Promise.all(agreed);
    expect(ufrag(one.connection.currentRemoteDescription)).toBe(
      ufrag(other.connection.currentLocalDescription),
    );
    expect(one.sent.filter(({ step }) => step.kind === 'offer').length).toBe(2);
  });

  it('never takes one for the other where an offer begins amid an answer', async () => {
    const offers = Array.from({ length: 6 }, (_, n) => (n % 2 === 0 ? one : other).restart.restart());
    await Promise.all(offers);
    await Promise.all([one, other].map(({ restart }) => restart.receive(NOTHING)));
    await one.restart.restart();
    for (const { step } of [...one.sent, ...other.sent]) {
      if (step.kind === 'offer') expect(step.sdp).toContain('a=setup:actpass');
      if (step.kind === 'answer') expect(step.sdp).not.toContain('a=setup:actpass');
    }
    for (const { connection } of [one, other]) expect(connection.signalingState).toBe('stable');
    expect(ufrag(one.connection.currentRemoteDescription)).toBe(
      ufrag(other.connection.currentLocalDescription),
    );
  });

  it('offers nothing more where the other side did while it got ready', async () => {
    let release = (): void => undefined;
    const held = new Promise<{ urls: string[] }[]>((resolve) => (release = () => resolve([])));
    let asked = 0;
    iceServers = () => (++asked === 1 ? held : Promise.resolve([]));
    const ours = one.restart.restart();
    await other.restart.restart();
    release();
    await ours;
    expect(one.sent.map(({ step }) => step.kind)).not.toContain('offer');
    for (const { restart } of [one, other]) expect(restart.agreedAt).toBeGreaterThan(0);
  });

  it('drops an answer to an earlier offer', async () => {
    let lost: RtcSignal | undefined;
    passOn = async (signal, to) => {
      if (signal.step.kind === 'answer' && lost === undefined) lost = signal;
      else await to.restart.receive(signal);
    };
    await one.restart.restart();
    expect(one.connection.signalingState).toBe('have-local-offer');
    await one.restart.restart();
    const agreed = paths();
    if (lost) await one.restart.receive(lost);
    expect(paths()).toEqual(agreed);
    expect(one.connection.signalingState).toBe('stable');
  });

  it('says so where the offer cannot be passed on, and harms nothing', async () => {
    const before = paths();
    passOn = () => Promise.reject(new Error('unreachable'));
    await expectAsync(one.restart.restart()).toBeRejected();
    expect(paths()).toEqual(before);
    iceServers = () => Promise.reject(new Error('down'));
    await expectAsync(one.restart.restart()).toBeRejected();
  });

  it('takes nonsense for nothing', async () => {
    const before = paths();
    for (const kind of ['offer', 'answer'] as const) {
      await other.restart.receive({ connectionId: 'mc_1', round: 'x', step: { kind, sdp: 'v=1' } });
    }
    const candidates = [{ candidate: 'candidate:nonsense', sdpMid: '9' }];
    await other.restart.receive({
      connectionId: 'mc_1',
      round: 'x',
      step: { kind: 'candidates', candidates },
    });
    expect(paths()).toEqual(before);
  });

  it('sends no candidates of its own before it was asked to', () => {
    expect(one.sent).toEqual([]);
  });
});

function ufrag(description: RTCSessionDescription | null): string {
  return /a=ice-ufrag:(\S+)/.exec(description?.sdp ?? '')?.[1] ?? '';
}

async function connect(one: RTCPeerConnection, other: RTCPeerConnection): Promise<void> {
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const) {
    from.onicecandidate = ({ candidate }) => {
      if (candidate) to.addIceCandidate(candidate).catch(() => undefined);
    };
  }
  await one.setLocalDescription();
  if (one.localDescription) await other.setRemoteDescription(one.localDescription);
  await other.setLocalDescription();
  if (other.localDescription) await one.setRemoteDescription(other.localDescription);
  await connected(one);
  for (const connection of [one, other]) connection.onicecandidate = null;
}

/** The side that offered has its answer, or has given way. */
function stable(connection: RTCPeerConnection): Promise<void> {
  return new Promise((resolve) => {
    connection.addEventListener('signalingstatechange', () => {
      if (connection.signalingState === 'stable') resolve();
    });
  });
}

function connected(connection: RTCPeerConnection): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (connection.connectionState === 'connected') resolve();
    };
    connection.addEventListener('connectionstatechange', look);
    look();
  });
}
