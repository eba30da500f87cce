import { Peer } from './peerjs-transport-code';
import { idOf } from '../core/testing/participant-id';
import { standingTracks } from './standing-tracks';
import { forgetStrays } from './stray-messages';

describe('forgetStrays', () => {
  const [ada, bo] = [idOf(1), idOf(2)];
  let peer: Peer;

  beforeEach(() => {
    // Nobody has to be there: what PeerServer would say is said by the spec.
    peer = new Peer(ada, { host: location.hostname, port: Number(location.port), secure: false, debug: 0 });
    peer.on('error', () => undefined);
    forgetStrays(peer);
  });
  afterEach(() => peer.destroy());

  function candidate(connectionId: string): void {
    peer.socket.emit('message', {
      type: 'CANDIDATE',
      src: bo,
      payload: { connectionId, type: 'media', candidate: { candidate: '' } },
    });
  }

  it('keeps no candidate of a call that is over', () => {
    const call = peer.call(bo, standingTracks());
    const { connectionId } = call;
    call.close();
    candidate(connectionId);
    expect(peer._getMessages(connectionId)).toEqual([]);
  });

  it('leaves those of a call that is not answered yet', () => {
    const connectionId = 'mc_1';
    peer.socket.emit('message', {
      type: 'OFFER',
      src: bo,
      payload: { connectionId, type: 'media', sdp: { type: 'offer', sdp: '' } },
    });
    candidate(connectionId);
    expect(peer._getMessages(connectionId).length).toBe(1);
  });
});
