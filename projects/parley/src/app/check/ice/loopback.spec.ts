import { Loopback } from './loopback';

describe('Loopback', () => {
  const made: RTCPeerConnection[] = [];
  const real = (configuration: RTCConfiguration): RTCPeerConnection => {
    const connection = new RTCPeerConnection(configuration);
    made.push(connection);
    return connection;
  };

  afterEach(() => {
    const open = made.splice(0).filter(({ connectionState }) => connectionState !== 'closed');
    expect(open).withContext('connections that were left open').toEqual([]);
  });

  it('joins two connections of this page and measures the way between them', async () => {
    const loopback = await Loopback.join(real, {}, 8_000);
    if (loopback === null) throw new Error('not joined');
    const { roundTripMs, lossPercent } = await loopback.measure(() => performance.now());
    loopback.close();
    expect(lossPercent).toBeLessThan(50);
    expect(roundTripMs).toBeGreaterThan(0);
    expect(roundTripMs).toBeLessThan(400);
  });

  it('says so where there is no way', async () => {
    expect(await Loopback.join(real, { iceTransportPolicy: 'relay' }, 200)).toBeNull();
  });

  it('says so where the browser cannot describe a connection', async () => {
    const broken = (configuration: RTCConfiguration): RTCPeerConnection => {
      const connection = real(configuration);
      Object.assign(connection, { setLocalDescription: () => Promise.reject(new Error('blocked')) });
      return connection;
    };
    expect(await Loopback.join(broken, {}, 200)).toBeNull();
  });
});
