import {
  PROTOCOL_VERSION,
  type ParticipantId,
  type RequestData,
  type RoomId,
  shardOf,
} from '@parley/protocol';
import type { SignalingClient } from '../signaling/signaling-client';

export type Prepared = RequestData<'room:prepare'>;

/** Who this tab is in its room: minted by the service, kept in memory only, proven by a token on return. */
export class Identity {
  readonly #signaling: SignalingClient;
  readonly #room: RoomId;
  #prepared: Prepared | null = null;

  constructor(signaling: SignalingClient, room: RoomId) {
    this.#signaling = signaling;
    this.#room = room;
  }

  /** Of the room, for the way to PeerServer. */
  get shard(): number {
    return shardOf(this.#room);
  }

  get id(): ParticipantId | null {
    return this.#prepared?.participantId ?? null;
  }

  /**
   * Makes this connection ours: a new identity the first time, the same one again afterwards, as far as the
   * service can tell.
   * @throws SignalingError
   */
  async prepare(): Promise<Prepared> {
    const resumeToken = this.#prepared?.resumeToken;
    this.#prepared = await this.#signaling.request('room:prepare', {
      version: PROTOCOL_VERSION,
      room: this.#room,
      ...(resumeToken === undefined ? {} : { resumeToken }),
    });
    return this.#prepared;
  }
}
