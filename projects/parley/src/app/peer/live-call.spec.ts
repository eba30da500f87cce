import { DATA_CHANNEL_ID } from '@parley/protocol';
import { idOf } from '../core/testing/participant-id';
import { LiveCall } from './live-call';

describe('LiveCall', () => {
  /** What still listens: `target` says so of every listener it was given. */
  function listeningTo(target: EventTarget): () => string[] {
    const added = spyOn(target, 'addEventListener').and.callThrough();
    return () =>
      added.calls
        .allArgs()
        .filter(([, , options]) => typeof options !== 'object' || options.signal?.aborted !== true)
        .map(([type]) => type);
  }

  function make(connection: RTCPeerConnection, channel: RTCDataChannel): LiveCall {
    const close = (): void => connection.close();
    return new LiveCall({
      remote: idOf(1),
      connectionId: 'mc_1',
      outgoing: true,
      connection,
      channel,
      close,
    });
  }

  it('leaves no listener behind, because a closed connection may live on', () => {
    const connection = new RTCPeerConnection();
    const channel = connection.createDataChannel('test', { negotiated: true, id: DATA_CHANNEL_ID });
    const listeners = [listeningTo(connection), listeningTo(channel)];
    const call = make(connection, channel);
    for (const listening of listeners) expect(listening()).not.toEqual([]);
    call.close();
    for (const listening of listeners) expect(listening()).toEqual([]);
  });
});
