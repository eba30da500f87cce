import { ParticipantIdSchema } from '@parley/protocol';
import type { Peer } from './peerjs-transport-code';
import * as v from 'valibot';

const MessageSchema = v.object({
  src: ParticipantIdSchema,
  payload: v.object({ connectionId: v.string() }),
});

/**
 * PeerJS keeps what arrives for a connection it does not know, for good: candidates that were on their way when a call
 * ended. An offer comes before its candidates, by the same socket, so nobody will ever ask for these. `socket` and
 * `_getMessages`, which hands out and forgets, are public but for PeerJS's own use (1.5.5); `MediaConnection.answer`
 * reads them so.
 */
export function forgetStrays(peer: Peer): void {
  // After PeerJS's own listener, which the constructor added.
  peer.socket.on('message', (message: unknown) => {
    const { success, output } = v.safeParse(MessageSchema, message);
    if (success && peer.getConnection(output.src, output.payload.connectionId) === null)
      peer._getMessages(output.payload.connectionId);
  });
}
