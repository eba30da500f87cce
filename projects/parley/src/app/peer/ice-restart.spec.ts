import type { RtcSignal } from '@parley/protocol';
import { IceRestart } from './ice-restart';

type Post = (signal: RtcSignal) => Promise<void>;

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
    one = side(true, (signal) => passOn(signal, other));
    other = side(false, (signal) => passOn(signal, one));
    await connect(one.connection, other.connection);
  });
  afterEach(() => {
    for (const { connection, restart } of [one, other]) {
      restart.close();
      connection.close();
    }
  });

  function side(offers: boolean, post: Post): Side {
    const connection = new RTCPeerConnection();
    connection.createDataChannel('test', { negotiated: true, id: 1 });
    const sent: RtcSignal[] = [];
    const send: Post = (signal) => {
      sent.push(signal);
      return post(signal);
    };
    const port = { iceServers: () => iceServers(), send };
    const newRound = () => `round-${++rounds}`;
    const restart = new IceRestart({ connection, connectionId: 'mc_1', offers, port, newRound });
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

  it('makes one round of it when both begin at once', async () => {
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

  it('offers when asked', async () => {
    const before = paths();
    const agreed = stable(one.connection);
    await other.restart.restart();
    await agreed;
    for (const [index, path] of paths().entries()) expect(path).not.toBe(before[index] ?? '');
    expect(other.restart.agreedAt).toBeGreaterThan(0);
  });

  for (const kind of ['offer', 'answer']) {
    it(`goes on with the round whose ${kind} got lost, when asked`, async () => {
      passOn = async (signal, to) => {
        if (signal.step.kind !== kind) await to.restart.receive(signal);
      };
      await one.restart.restart();
      expect(one.connection.signalingState).toBe('have-local-offer');
      passOn = async (signal, to) => {
        await to.restart.receive(signal);
      };
      const agreed = stable(one.connection);
      await other.restart.restart();
      await agreed;
      expect(ufrag(one.connection.currentRemoteDescription)).toBe(
        ufrag(other.connection.currentLocalDescription),
      );
      expect(rounds).toBe(1);
    });
  }

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

/** The side that offered has its answer. */
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
