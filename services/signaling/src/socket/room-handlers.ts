import {
  DisplayNameSchema,
  PROTOCOL_VERSION,
  ParticipantIdSchema,
  REQUESTS,
  parseRoomName,
} from '@parley/protocol';
import type { Ack, ParticipantId, PeerAccess, RequestData, RequestName, RoomId } from '@parley/protocol';
import * as v from 'valibot';
import type { Logger } from '../logger.ts';
import type { IceServerSource } from '../ice/ice-servers.ts';
import type { Identity, RoomRegistry } from '../rooms/room-registry.ts';
import type { SignedTokens } from '../tokens/signed-token.ts';
import { channelOf } from './typed-io.ts';
import type { SignalingSocket } from './typed-io.ts';
import { refuse, validated } from './validated.ts';

export interface RoomHandlerDeps {
  readonly registry: RoomRegistry;
  readonly resumeTokens: SignedTokens<Identity>;
  readonly signPeerToken: (identity: Identity) => string;
  readonly iceServers: IceServerSource;
  readonly newId: () => string;
  readonly log: Logger;
}

type Payload<N extends RequestName> = v.InferOutput<(typeof REQUESTS)[N]['payload']>;

function accept<T>(data: T): Ack<T> {
  return { ok: true, data };
}

/** The requests of one connection. Room and sender come from the registry's record of it, never from a payload. */
export class RoomHandlers {
  readonly #socket: SignalingSocket;
  readonly #deps: RoomHandlerDeps;

  constructor(socket: SignalingSocket, deps: RoomHandlerDeps) {
    this.#socket = socket;
    this.#deps = deps;
  }

  register(): void {
    const { log } = this.#deps;
    const listen = <N extends RequestName>(name: N, listener: (...args: unknown[]) => void): void => {
      this.#socket.on<RequestName>(name, listener);
    };
    listen(
      'room:prepare',
      validated(REQUESTS['room:prepare'].payload, (p) => this.#prepare(p), log),
    );
    listen(
      'room:join',
      validated(REQUESTS['room:join'].payload, (p) => this.#join(p), log),
    );
    listen(
      'room:leave',
      validated(REQUESTS['room:leave'].payload, () => this.#leave(), log),
    );
    listen(
      'participant:update',
      validated(REQUESTS['participant:update'].payload, (p) => this.#update(p), log),
    );
    listen(
      'peer:refresh',
      validated(REQUESTS['peer:refresh'].payload, () => this.#refresh(), log),
    );
  }

  #prepare(payload: Payload<'room:prepare'>): Ack<RequestData<'room:prepare'>> {
    if (payload.version !== PROTOCOL_VERSION) return refuse('version-mismatch');
    const room = parseRoomName(payload.room);
    if (room === null) return refuse('room-name-invalid');
    const participantId = this.#resumed(payload.resumeToken, room) ?? this.#newParticipantId();
    const identity = { participantId, room };
    const refusal = this.#deps.registry.prepare(this.#socket.id, identity);
    if (refusal) return refuse(refusal.refused);
    const resumeToken = this.#deps.resumeTokens.sign(identity);
    return accept({ participantId, resumeToken, ...this.#peerAccess(identity) });
  }

  #join(payload: Payload<'room:join'>): Ack<RequestData<'room:join'>> {
    const { registry } = this.#deps;
    const identity = registry.identityOf(this.#socket.id);
    if (!identity) return refuse('not-in-room');
    const name = v.safeParse(DisplayNameSchema, payload.name);
    if (!name.success) return refuse('name-invalid');
    const joined = registry.join(this.#socket.id, name.output, payload.media);
    if ('refused' in joined) return refuse(joined.refused);
    void this.#socket.join(channelOf(joined.room));
    return accept({ ...joined, ...this.#peerAccess(identity) });
  }

  #leave(): Ack<RequestData<'room:leave'>> {
    const identity = this.#deps.registry.identityOf(this.#socket.id);
    if (identity) void this.#socket.leave(channelOf(identity.room));
    this.#deps.registry.leave(this.#socket.id);
    return accept({});
  }

  #update({ media }: Payload<'participant:update'>): Ack<RequestData<'participant:update'>> {
    const refusal = this.#deps.registry.update(this.#socket.id, media);
    return refusal ? refuse(refusal.refused) : accept({});
  }

  #refresh(): Ack<PeerAccess> {
    const identity = this.#deps.registry.identityOf(this.#socket.id);
    return identity ? accept(this.#peerAccess(identity)) : refuse('not-in-room');
  }

  #peerAccess(identity: Identity): PeerAccess {
    return {
      peerToken: this.#deps.signPeerToken(identity),
      iceServers: this.#deps.iceServers(identity.participantId),
    };
  }

  /** The identity `token` proves. A token of another room or another secret proves none, which is no error. */
  #resumed(token: string | undefined, room: RoomId): ParticipantId | null {
    const identity = token === undefined ? null : this.#deps.resumeTokens.verify(token);
    return identity?.room === room ? identity.participantId : null;
  }

  #newParticipantId(): ParticipantId {
    return v.parse(ParticipantIdSchema, this.#deps.newId());
  }
}
