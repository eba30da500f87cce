import type { MediaState, Participant, ParticipantId, RoomId } from '@parley/protocol';
import type { Session } from './session.ts';

/** A participant in a room, and how to reach it. */
export interface Member {
  readonly id: ParticipantId;
  readonly session: Session;
  name: string;
  media: MediaState;
}

/** How many of those the host removed a room remembers. Each took a visit, and those are limited. */
const REMEMBERED = 1_000;

/** The members of one room, longest present first, and which of them is host. Never empty once opened. */
export class Room {
  readonly id: RoomId;
  // A Map keeps the order of arrival, and a member that returns keeps its place in it.
  readonly #members = new Map<ParticipantId, Member>();
  // A Set keeps the order too: the first is the oldest.
  readonly #removed = new Set<ParticipantId>();
  #hostId: ParticipantId | null = null;

  constructor(id: RoomId) {
    this.id = id;
  }

  get size(): number {
    return this.#members.size;
  }

  get members(): Iterable<Member> {
    return this.#members.values();
  }

  member(id: ParticipantId): Member | null {
    return this.#members.get(id) ?? null;
  }

  /** The first to be added becomes host. */
  add(member: Member): void {
    this.#members.set(member.id, member);
    this.#hostId ??= member.id;
  }

  /** Answers the new host where the removed member was host and somebody stays, else `null`. */
  remove(id: ParticipantId): ParticipantId | null {
    this.#members.delete(id);
    if (this.#hostId !== id) return null;
    this.#hostId = this.#nextHost();
    return this.#hostId;
  }

  isHost(id: ParticipantId): boolean {
    return id === this.#hostId;
  }

  /** Never lets `id` in again, as long as the room lives and remembers. */
  bar(id: ParticipantId): void {
    this.#removed.add(id);
    const [oldest] = this.#removed;
    if (this.#removed.size > REMEMBERED && oldest !== undefined) this.#removed.delete(oldest);
  }

  isBarred(id: ParticipantId): boolean {
    return this.#removed.has(id);
  }

  /** `member` as everybody in the room sees it. */
  describe(member: Member): Participant {
    const { id, name, media } = member;
    return { id, name, role: this.isHost(id) ? 'host' : 'guest', media };
  }

  /** Everybody but `id`, longest present first. */
  others(id: ParticipantId): Participant[] {
    return [...this.#members.values()].filter((member) => member.id !== id).map((m) => this.describe(m));
  }

  // A member whose connection is broken cannot act as host while another can.
  #nextHost(): ParticipantId | null {
    const members = [...this.#members.values()];
    const next = members.find(({ session }) => session.state === 'connected') ?? members[0];
    return next?.id ?? null;
  }
}
