import { DisplayNameSchema, PROTOCOL_VERSION, REQUESTS, parseRoomName } from '@parley/protocol';
import type { Ack, PeerAccess, RequestData, RequestName, RoomId } from '@parley/protocol';
import * as v from 'valibot';
import type { Logger } from '../logger.ts';
import type { IceServerSource } from '../ice/ice-servers.ts';
import { newResumeToken, participantIdOf } from '../rooms/resume-token.ts';
import type { Identity, RoomRegistry } from '../rooms/room-registry.ts';
import { channelOf } from './typed-io.ts';
import type { SignalingSocket } from './typed-io.ts';
import { refuse, validated } from './validated.ts';

export interface RoomHandlerDeps {
  readonly registry: RoomRegistry;
  readonly signPeerToken: (identity: Identity) => string;
  readonly iceServers: IceServerSource;
  readonly log: Logger;
}

type Payload<N extends RequestName> = v.InferOutput<(typeof REQUESTS)[N]['payload']>;

function accept<T>(data: T): Ack<T> {
  return { ok: true, data };
}

type Proof = Pick<RequestData<'room:prepare'>, 'participantId' | 'resumeToken'>;

/** The identity `resumeToken` proves. Text that is no token proves none, which is no error. */
function proven(resumeToken: string | undefined, room: RoomId): Proof | null {
  const participantId = resumeToken === undefined ? null : participantIdOf(resumeToken, room);
  return resumeToken === undefined || participantId === null ? null : { participantId, resumeToken };
}

function minted(room: RoomId): Proof {
  const proof = proven(newResumeToken(), room);
  if (!proof) throw new Error('A new token proves nothing.');
  return proof;
}

/** The requests of one connection. Room and sender come from the registry's record of it, never from a payload. */
export class RoomHandlers {
  readonly #socket: SignalingSocket;
  readonly #deps: RoomHandlerDeps;
  readonly #mayAttempt: () => boolean;

  /** `mayAttempt`: whether this client may try to enter a room once more; asking counts. */
  constructor(socket: SignalingSocket, deps: RoomHandlerDeps, mayAttempt: () => boolean) {
    this.#socket = socket;
    this.#deps = deps;
    this.#mayAttempt = mayAttempt;
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
    listen(
      'rtc:signal',
      validated(REQUESTS['rtc:signal'].payload, (p) => this.#signal(p), log),
    );
  }

  #prepare(payload: Payload<'room:prepare'>): Ack<RequestData<'room:prepare'>> {
    if (!this.#mayAttempt()) return refuse('rate-limited');
    if (payload.version !== PROTOCOL_VERSION) return refuse('version-mismatch');
    const room = parseRoomName(payload.room);
    if (room === null) return refuse('room-name-invalid');
    const { resumeToken, participantId } = proven(payload.resumeToken, room) ?? minted(room);
    const identity = { participantId, room };
    const refusal = this.#deps.registry.prepare(this.#socket.id, identity);
    if (refusal) return refuse(refusal.refused);
    return accept({ participantId, resumeToken, ...this.#peerAccess(identity) });
  }

  #join(payload: Payload<'room:join'>): Ack<RequestData<'room:join'>> {
    if (!this.#mayAttempt()) return refuse('rate-limited');
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

  #signal({ to, signal }: Payload<'rtc:signal'>): Ack<RequestData<'rtc:signal'>> {
    const { registry } = this.#deps;
    const identity = registry.identityOf(this.#socket.id);
    const connection = registry.connectionTo(this.#socket.id, to);
    if (!identity || typeof connection !== 'string') {
      return refuse(typeof connection === 'string' ? 'not-in-room' : connection.refused);
    }
    this.#socket.to(connection).emit('rtc:signal', { from: identity.participantId, signal });
    return accept({});
  }

  #peerAccess(identity: Identity): PeerAccess {
    return {
      peerToken: this.#deps.signPeerToken(identity),
      iceServers: this.#deps.iceServers(identity.participantId),
    };
  }
}
