import { FACTS, PROTOCOL_VERSION, shardOf } from '@parley/protocol';
import type { FactName, FactPayload, MediaState, Participant, RequestData, RoomId } from '@parley/protocol';
import { io } from 'socket.io-client';
import type { Socket } from 'socket.io-client';
import * as v from 'valibot';
import { dataOf, parseAck } from '../src/testing/test-client.ts';
import { MEDIA } from '../src/testing/service.ts';

type Prepared = RequestData<'room:prepare'>;

/** As the app does it: soon, half of it left to chance. */
const COME_BACK_MS = { min: 200, spread: 200 } as const;
const TRY_AGAIN_MS = 1_500;

/** A member of a room that comes back by itself, as the app does, and keeps a roster as the app does. */
export class Member {
  readonly name: string;
  readonly room: RoomId;
  readonly roster = new Map<string, Participant>();
  /** Where it connects. */
  url: string;
  identity: Prepared | null = null;
  /** Has the room's answer on a connection that stands. */
  joined = false;
  /** Told of every media state of somebody else. */
  onUpdate: (of: string, revision: number) => void = () => undefined;
  /** Why it was refused for good. */
  refusal: string | null = null;
  #socket: Socket | null = null;
  #media: MediaState = MEDIA;
  #returnAfterMs: number | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  constructor(url: string, room: RoomId, name: string) {
    this.url = url;
    this.room = room;
    this.name = name;
  }

  get id(): string {
    return this.identity?.participantId ?? '';
  }

  /** What it sees: everybody's name and role, itself included. */
  get view(): string {
    const seen = [...this.roster.values()].map(({ id, role }) => `${id} ${role}`);
    return seen.sort().join(', ');
  }

  start(): void {
    const query = { shard: String(shardOf(this.room)) };
    const options = { transports: ['websocket'], forceNew: true, reconnection: false, query, timeout: 4_000 };
    const socket = io(this.url, options);
    this.#socket = socket;
    const down = (): void => {
      if (this.#socket !== socket || this.#closed) return;
      this.joined = false;
      this.#socket = null;
      socket.removeAllListeners();
      this.#again(
        () => this.start(),
        this.#returnAfterMs ?? COME_BACK_MS.min + Math.random() * COME_BACK_MS.spread,
      );
      this.#returnAfterMs = null;
    };
    socket.on('connect', () => void this.#enter(socket));
    socket.on('disconnect', down);
    socket.on('connect_error', down);
    socket.onAny((name: string, payload: unknown) => this.#fact(name, payload));
  }

  /** Announces a new media state and answers its revision. */
  update(): number {
    const { revision, camera } = this.#media;
    this.#media = { ...this.#media, revision: revision + 1, camera: !camera };
    this.#socket?.emit('participant:update', { media: this.#media }, () => undefined);
    return this.#media.revision;
  }

  /** Closes the tab. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#socket?.disconnect();
  }

  /** Loses its connection, as a network does it. */
  drop(): void {
    this.#socket?.io.engine.close();
  }

  async #enter(socket: Socket): Promise<void> {
    try {
      const resumeToken = this.identity?.resumeToken;
      const resume = resumeToken === undefined ? {} : { resumeToken };
      const prepare = { version: PROTOCOL_VERSION, room: this.room, ...resume };
      this.identity = dataOf(parseAck('room:prepare', await this.#ask(socket, 'room:prepare', prepare)));
      await this.#join(socket);
      this.joined = socket === this.#socket;
    } catch (error) {
      const code = error instanceof Error ? error.message : '';
      if (code.includes('room-full')) this.refusal = 'room-full';
      else if (socket === this.#socket) this.#again(() => void this.#enter(socket), TRY_AGAIN_MS);
    }
  }

  /** Takes the answer in the turn in which it comes: in Node facts may follow in the same. */
  #join(socket: Socket): Promise<void> {
    return new Promise((resolve, reject) => {
      const join = { name: this.name, media: this.#media };
      socket.timeout(5_000).emit('room:join', join, (late: Error | null, answer: unknown) => {
        try {
          if (late) throw late;
          const { self, participants } = dataOf(parseAck('room:join', answer));
          this.roster.clear();
          for (const participant of [self, ...participants]) this.roster.set(participant.id, participant);
          const revision = Math.max(this.#media.revision, self.media.revision);
          this.#media = { ...this.#media, revision };
          resolve();
        } catch (error) {
          reject(error instanceof Error ? error : new Error('The answer is none.'));
        }
      });
    });
  }

  async #ask(socket: Socket, name: string, payload: unknown): Promise<unknown> {
    const answer: unknown = await socket.timeout(5_000).emitWithAck(name, payload);
    return answer;
  }

  #again(task: () => void, ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (!this.#closed) task();
    }, ms);
  }

  #fact(name: string, payload: unknown): void {
    const is = <N extends FactName>(wanted: N): FactPayload<N> | null =>
      name === wanted ? v.parse<v.GenericSchema<unknown, FactPayload<N>>>(FACTS[wanted], payload) : null;
    const joined = is('participant:joined');
    const left = is('participant:left');
    const host = is('host:changed');
    const updated = is('participant:updated');
    const closing = is('service:closing');
    if (joined) this.roster.set(joined.participant.id, joined.participant);
    if (left) this.roster.delete(left.participantId);
    if (host)
      for (const [id, seen] of this.roster)
        this.roster.set(id, { ...seen, role: id === host.participantId ? 'host' : 'guest' });
    if (updated) this.onUpdate(updated.participantId, updated.media.revision);
    if (closing) this.#returnAfterMs = closing.reconnectAfterMs;
    if (is('session:replaced')) this.#closed = true;
  }
}
