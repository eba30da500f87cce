import type { ErrorCode, ParticipantId, RoomId } from '@parley/protocol';
import * as v from 'valibot';
import type { Clock } from '../clock.ts';
import type { RegistryObserver } from '../rooms/registry-fact.ts';
import type { ConnectionId } from '../rooms/session.ts';
import type { NodeId } from './bus.ts';
import type { Message, Op } from './messages.ts';
import type { Place } from './ownership.ts';
import type { Post } from './post.ts';

/** A room that another node keeps, as far as sockets of this process need it. */
export interface View extends Place {
  readonly members: Set<ParticipantId>;
  /** Connections of this process that prepared or joined the room. */
  readonly connections: Set<ConnectionId>;
  /** Participants with a socket to PeerServer here. */
  readonly peers: Set<ParticipantId>;
}

export interface RelayDeps {
  readonly post: Post;
  readonly clock: Clock;
  readonly answerMs: number;
  /** Tells the sockets of this process. */
  readonly announce: RegistryObserver;
  /** The sockets of a room have to come back: they are closed, without a goodbye. */
  readonly comeBack: (room: RoomId, connections: Iterable<ConnectionId>) => void;
  readonly closeConnection: (connectionId: ConnectionId) => void;
}

type Answer = Extract<Message, { type: 'answer' }>;

interface Question {
  readonly owner: NodeId;
  readonly settle: (answer: Answer | 'moved' | null) => void;
}

/** What became of a question. `moved`: somebody else keeps the room; `null`: nobody answered in time. */
export type Outcome<T> = { readonly answer: T } | 'moved' | null;

export const UNAVAILABLE: { readonly refused: ErrorCode } = { refused: 'unavailable' };

/** Speaks for sockets of this process to the nodes that keep their rooms. */
export class Relay {
  readonly #deps: RelayDeps;
  readonly #views = new Map<RoomId, View>();
  readonly #questions = new Map<number, Question>();
  #lastId = 0;

  constructor(deps: RelayDeps) {
    this.#deps = deps;
  }

  view(room: RoomId): View | null {
    return this.#views.get(room) ?? null;
  }

  /** Asks the owner of a room. */
  async ask<T>(
    place: Place,
    room: RoomId,
    request: Op,
    schema: v.GenericSchema<unknown, T>,
  ): Promise<Outcome<T>> {
    if (!this.#deps.post.up) return null;
    const { owner, epoch } = place;
    const id = (this.#lastId += 1);
    const answer = await new Promise<Answer | 'moved' | null>((resolve) => {
      const settle = (given: Answer | 'moved' | null): void => {
        cancel();
        this.#questions.delete(id);
        resolve(given);
      };
      const cancel = this.#deps.clock.schedule(() => {
        settle(null);
        this.#giveUp(place, room, request);
      }, this.#deps.answerMs);
      this.#questions.set(id, { owner, settle });
      this.#deps.post.send(owner, { type: 'op', id, room, epoch, request });
    });
    if (answer === null || answer === 'moved') return answer;
    return { answer: v.parse(schema, answer.answer) };
  }

  /** Tells the owner of a room something that needs no answer. */
  tell(room: RoomId, request: Op): void {
    const view = this.#views.get(room);
    if (view) this.#deps.post.send(view.owner, { type: 'op', id: null, room, epoch: view.epoch, request });
  }

  /** Forgets a room with which no socket of this process has to do any more. */
  leaveIfIdle(room: RoomId): void {
    const view = this.#views.get(room);
    if (!view || view.connections.size > 0 || view.peers.size > 0) return;
    this.tell(room, { op: 'detach' });
    this.#views.delete(room);
  }

  /** The room is kept elsewhere now, or by nobody. */
  reset(room: RoomId): void {
    const view = this.#views.get(room);
    if (!view) return;
    this.#views.delete(room);
    this.#deps.comeBack(room, view.connections);
  }

  /** Nobody will be heard for a while: whoever waits for an answer is told so now. */
  silence(): void {
    for (const { settle } of [...this.#questions.values()]) settle(null);
  }

  /** `owner` is gone or lost track of us; `null`: we may have lost track of every owner. */
  resetFrom(owner: NodeId | null): void {
    for (const [room, view] of [...this.#views]) if (owner === null || view.owner === owner) this.reset(room);
    for (const question of [...this.#questions.values()])
      if (owner === null || question.owner === owner) question.settle('moved');
  }

  /** Takes what an owner says. */
  receive(message: Extract<Message, { type: 'answer' | 'fact' | 'reset' }>): void {
    const { from, room, epoch } = message;
    if (message.type === 'answer') {
      if (!message.moved) this.#see(message);
      this.#questions.get(message.id)?.settle(message.moved ? 'moved' : message);
      return;
    }
    const view = this.#views.get(room);
    if (view?.owner !== from || view.epoch !== epoch) return;
    if (message.type === 'reset') {
      this.reset(room);
      return;
    }
    const { fact } = message;
    if (fact.type === 'participant-joined') view.members.add(fact.participant.id);
    if (fact.type === 'participant-left') view.members.delete(fact.participantId);
    this.#deps.announce(fact);
  }

  /** Whether the owner did what was asked is not known: the connection begins anew, and is lost to the owner. */
  #giveUp({ owner, epoch }: Place, room: RoomId, question: Op): void {
    if (!('connection' in question)) return;
    const { connection } = question;
    const request: Op = { op: 'ended', connection, how: 'lost' };
    this.#deps.post.send(owner, { type: 'op', id: null, room, epoch, request });
    this.#deps.closeConnection(connection);
  }

  /** An answer says who is in the room at that moment; facts follow it. */
  #see({ from, room, epoch, members, id }: Answer): void {
    // Nobody waits for it any more.
    if (!this.#questions.has(id)) return;
    const view = this.#views.get(room);
    if (view?.owner === from && view.epoch === epoch) return;
    this.reset(room);
    this.#views.set(room, {
      owner: from,
      epoch,
      members: new Set(members),
      connections: new Set(),
      peers: new Set(),
    });
  }
}
