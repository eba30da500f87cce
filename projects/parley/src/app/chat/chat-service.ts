import { DestroyRef, inject, Service } from '@angular/core';
import { type ChatMessage, LIMITS, type ParticipantId, type PeerMessage } from '@parley/protocol';
import { BehaviorSubject, type Observable, Subscription, merge } from 'rxjs';
import type { Behavior } from '../core/behavior';
import { CLOCK } from '../core/browser-apis';
import { ChatLog, inOrder } from './chat-log';
import { NEW_MESSAGE_ID } from './message-id';
import { historyBatches } from './history-batches';

/**
 * How far ahead of everything we hold a clock may be. Far more than people write in a meeting; without it one
 * message with the largest number would be the last of the conversation for ever.
 */
const MAX_CLOCK_STEP = 1_000_000;

/** What chat needs of the links; PeerService satisfies it structurally. */
export interface ChatChannel {
  /** A data channel to this participant opened, for the first time or again. */
  readonly opened$: Observable<ParticipantId>;
  /** Somebody to ask what others wrote whom we do not reach, or who left before we did. */
  readonly detours$: Observable<ParticipantId>;
  /** What arrives, parsed, with the participant at the other end of the link it came in on. */
  readonly messages$: Observable<{ readonly from: ParticipantId; readonly message: PeerMessage }>;
  /** Sends to one participant; does nothing where no channel to them is open. */
  send(to: ParticipantId, message: PeerMessage): void;
  /** Sends to everyone a channel is open to. */
  broadcast(message: PeerMessage): void;
}

interface Visit {
  readonly self: { readonly id: ParticipantId; readonly name: string };
  readonly channel: ChatChannel;
  readonly nameOf: (id: ParticipantId) => string | null;
  readonly subscription: Subscription;
}

/**
 * The conversation of one room. Every participant holds all of it; whenever a data channel opens both ends say
 * what they hold and each sends what the other lacks, so late joiners and recovered links miss nothing. What somebody
 * wrote whom we do not reach comes by those whom we do. Messages are ordered by a Lamport clock, not by anyone's watch.
 *
 * Who says what: a new message counts only on its author's own link and takes the author's name from the roster.
 * A synchronised history is vouched for by its sender, with messages of others and also of ourselves: after a
 * reload the others are the only ones who know what we wrote. A participant can therefore forge the past
 * towards someone who did not see it, but never change a message that is already held.
 */
@Service({ autoProvided: false })
export class ChatService {
  readonly #now = inject(CLOCK);
  readonly #newId = inject(NEW_MESSAGE_ID);
  readonly #log = new BehaviorSubject(ChatLog.EMPTY);
  readonly #unread = new BehaviorSubject(0);
  #visit: Visit | null = null;
  #reading = false;

  /** The conversation, oldest message first; survives `close` and a later `open`. */
  readonly log$: Behavior<ChatLog> = this.#log;
  /** How many messages of others arrived since the conversation was last read. */
  readonly unread$: Behavior<number> = this.#unread;

  constructor() {
    inject(DestroyRef).onDestroy(() => this.close());
  }

  /**
   * Starts to send and receive. Call it before the first link opens: an opening that nobody hears is not
   * synchronised. Called again (a rejoin, perhaps with another id) it keeps the conversation.
   *
   * @param nameOf the name the roster has for a participant, `null` for who is not in it.
   */
  open(
    self: { id: ParticipantId; name: string },
    channel: ChatChannel,
    nameOf: (id: ParticipantId) => string | null,
  ): void {
    this.close();
    const subscription = new Subscription();
    this.#visit = { self, channel, nameOf, subscription };
    subscription.add(
      merge(channel.opened$, channel.detours$).subscribe((id) =>
        channel.send(id, { type: 'chat:have', ids: this.#log.value.ids }),
      ),
    );
    subscription.add(channel.messages$.subscribe(({ from, message }) => this.#receive(from, message)));
  }

  /**
   * Writes `text`, without the white space around it, to everyone. Who cannot be reached now gets it when their
   * link opens again.
   *
   * @returns whether it was written: not when empty, longer than {@link LIMITS.chatMessage}, or before `open`.
   */
  send(text: string): boolean {
    const visit = this.#visit;
    const trimmed = text.trim();
    const { min, max } = LIMITS.chatMessage;
    if (visit === null || trimmed.length < min || trimmed.length > max) return false;
    const message: ChatMessage = {
      id: this.#newId(),
      author: visit.self.id,
      name: visit.self.name,
      text: trimmed,
      clock: this.#log.value.clock + 1,
      sentAt: this.#now(),
    };
    // First on its way, then shown. Whoever this does not reach is offered it at the next opening of their link.
    visit.channel.broadcast({ type: 'chat:message', message });
    this.#log.next(this.#log.value.with([message]));
    return true;
  }

  /** The reader sees the end of the conversation (or no longer does): nothing is unread while they do. */
  setReading(reading: boolean): void {
    this.#reading = reading;
    if (reading && this.#unread.value > 0) this.#unread.next(0);
  }

  /** Stops to send and receive; keeps the conversation. Idempotent. */
  close(): void {
    this.#visit?.subscription.unsubscribe();
    this.#visit = null;
  }

  #receive(from: ParticipantId, message: PeerMessage): void {
    switch (message.type) {
      case 'chat:message':
        if (message.message.author === from) this.#add([message.message]);
        return;
      case 'chat:history':
        this.#add(message.messages);
        return;
      case 'chat:have':
        for (const batch of historyBatches(this.#log.value.missingFrom(message.ids))) {
          this.#visit?.channel.send(from, batch);
        }
        return;
      case 'media:state':
      case 'picture:shown':
        return;
    }
  }

  #add(incoming: readonly ChatMessage[]): void {
    const visit = this.#visit;
    if (visit === null) return;
    const before = this.#log.value;
    const named = plausible(incoming, before.clock).map((message) => ({
      ...message,
      name: visit.nameOf(message.author) ?? message.name,
    }));
    const after = before.with(named);
    if (after === before) return;
    this.#log.next(after);
    if (this.#reading) return;
    const unread = after.missingFrom(before.ids).filter((message) => message.author !== visit.self.id);
    if (unread.length > 0) this.#unread.next(this.#unread.value + unread.length);
  }
}

/** `messages` without those whose clock leaps ahead, each measured against the largest clock before it. */
function plausible(messages: readonly ChatMessage[], clock: number): ChatMessage[] {
  let largest = clock;
  return [...messages].sort(inOrder).filter((message) => {
    if (message.clock > largest + MAX_CLOCK_STEP) return false;
    largest = Math.max(largest, message.clock);
    return true;
  });
}
