import { DisplayNameSchema, PROTOCOL_VERSION, REQUESTS, parseRoomName } from '@parley/protocol';
import type { Ack, PeerAccess, RequestData, RequestName, RoomId } from '@parley/protocol';
import * as v from 'valibot';
import type { Logger } from '../logger.ts';
import type { LinkReports } from '../metrics/link-reports.ts';
import type { IceServerSource } from '../ice/ice-servers.ts';
import { newResumeToken, participantIdOf } from '../rooms/resume-token.ts';
import type { Identity, Refusal, Snapshot } from '../rooms/room-registry.ts';
import { whenKnown } from '../rooms/rooms.ts';
import type { Eventually, Rooms } from '../rooms/rooms.ts';
import { channelOf } from './typed-io.ts';
import type { SignalingSocket } from './typed-io.ts';
import { refuse, validated } from './validated.ts';

export interface RoomHandlerDeps {
  readonly rooms: Rooms;
  readonly signPeerToken: (identity: Identity) => string;
  readonly iceServers: IceServerSource;
  readonly links: LinkReports;
  readonly log: Logger;
}

/** What is known of whoever is at the other end of a connection. */
export interface Client {
  /** Host name by which it reached this deployment. */
  readonly host: string;
  /** Whether it may try to enter a room once more; asking counts. */
  readonly mayAttempt: () => boolean;
  /** Whether it may report its links once more; asking counts. */
  readonly mayReport: () => boolean;
}

type Payload<N extends RequestName> = v.InferOutput<(typeof REQUESTS)[N]['payload']>;

function accept<T>(data: T): Ack<T> {
  return { ok: true, data };
}

function answerOf(refusal: Refusal | null): Ack<Record<string, never>> {
  return refusal ? refuse(refusal.refused) : accept({});
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

/** The requests of one connection. Room and sender come from the record of it, never from a payload. */
export class RoomHandlers {
  readonly #socket: SignalingSocket;
  readonly #deps: RoomHandlerDeps;
  readonly #client: Client;

  constructor(socket: SignalingSocket, deps: RoomHandlerDeps, client: Client) {
    this.#socket = socket;
    this.#deps = deps;
    this.#client = client;
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
      'participant:remove',
      validated(REQUESTS['participant:remove'].payload, (p) => this.#remove(p), log),
    );
    listen(
      'peer:refresh',
      validated(REQUESTS['peer:refresh'].payload, () => this.#refresh(), log),
    );
    listen(
      'rtc:signal',
      validated(REQUESTS['rtc:signal'].payload, (p) => this.#signal(p), log),
    );
    listen(
      'links:report',
      validated(REQUESTS['links:report'].payload, (p) => this.#report(p), log),
    );
  }

  #prepare(payload: Payload<'room:prepare'>): Eventually<Ack<RequestData<'room:prepare'>>> {
    if (!this.#client.mayAttempt()) return refuse('rate-limited');
    if (payload.version !== PROTOCOL_VERSION) return refuse('version-mismatch');
    const room = parseRoomName(payload.room);
    if (room === null) return refuse('room-name-invalid');
    const { resumeToken, participantId } = proven(payload.resumeToken, room) ?? minted(room);
    const identity = { participantId, room };
    return whenKnown(this.#deps.rooms.prepare(this.#socket.id, identity), (refusal) =>
      refusal
        ? refuse(refusal.refused)
        : accept({ participantId, resumeToken, ...this.#peerAccess(identity) }),
    );
  }

  #join(payload: Payload<'room:join'>): Eventually<Ack<RequestData<'room:join'>>> {
    if (!this.#client.mayAttempt()) return refuse('rate-limited');
    const { rooms } = this.#deps;
    const identity = rooms.identityOf(this.#socket.id);
    if (!identity) return refuse('not-in-room');
    const name = v.safeParse(DisplayNameSchema, payload.name);
    if (!name.success) return refuse('name-invalid');
    const answered = rooms.join(this.#socket.id, name.output, payload.media);
    return whenKnown(answered, (joined) => this.#joined(identity, joined));
  }

  #joined(identity: Identity, joined: Snapshot | Refusal): Ack<RequestData<'room:join'>> {
    if ('refused' in joined) return refuse(joined.refused);
    // It may have ended while another process was asked.
    if (this.#socket.connected) void this.#socket.join(channelOf(joined.room));
    return accept({ ...joined, ...this.#peerAccess(identity) });
  }

  #leave(): Eventually<Ack<RequestData<'room:leave'>>> {
    const identity = this.#deps.rooms.identityOf(this.#socket.id);
    if (identity) void this.#socket.leave(channelOf(identity.room));
    this.#deps.links.forget(this.#socket.id);
    return whenKnown(this.#deps.rooms.leave(this.#socket.id), answerOf);
  }

  #update({ media }: Payload<'participant:update'>): Eventually<Ack<RequestData<'participant:update'>>> {
    return whenKnown(this.#deps.rooms.update(this.#socket.id, media), answerOf);
  }

  #remove({
    participantId,
  }: Payload<'participant:remove'>): Eventually<Ack<RequestData<'participant:remove'>>> {
    return whenKnown(this.#deps.rooms.remove(this.#socket.id, participantId), answerOf);
  }

  #refresh(): Ack<PeerAccess> {
    const identity = this.#deps.rooms.identityOf(this.#socket.id);
    return identity ? accept(this.#peerAccess(identity)) : refuse('not-in-room');
  }

  #signal({ to, signal }: Payload<'rtc:signal'>): Eventually<Ack<RequestData<'rtc:signal'>>> {
    const { rooms } = this.#deps;
    const identity = rooms.identityOf(this.#socket.id);
    if (!identity) return refuse('not-in-room');
    const payload = { from: identity.participantId, signal };
    return whenKnown(rooms.tell(this.#socket.id, to, { name: 'rtc:signal', payload }), answerOf);
  }

  #report(links: Payload<'links:report'>): Ack<RequestData<'links:report'>> {
    if (!this.#deps.rooms.identityOf(this.#socket.id)) return refuse('not-in-room');
    if (!this.#client.mayReport()) return refuse('rate-limited');
    this.#deps.links.take(this.#socket.id, links);
    return accept({});
  }

  #peerAccess(identity: Identity): PeerAccess {
    return {
      peerToken: this.#deps.signPeerToken(identity),
      iceServers: this.#deps.iceServers(identity.participantId, this.#client.host),
    };
  }
}
