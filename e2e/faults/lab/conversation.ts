import { setTimeout as delay } from 'node:timers/promises';
import type { Participant } from '../../fixtures/participant.ts';

const EVERY_MS = 1_000;
/** How long after a fault the last message may need to be everywhere. */
const ARRIVED_WITHIN_MS = 20_000;
const TYPED_WITHIN_MS = 10_000;

/** What became of the messages of one fault. */
export interface Tally {
  readonly fault: string;
  readonly sent: number;
  /** Messages that somebody lacks, counted once a person. */
  readonly lost: number;
  /** Lines that stand twice in one log, and logs whose order is another than the first one's. */
  readonly muddled: number;
}

/** People who write to each other, in turn and without end, whatever happens to their call. */
export class Conversation {
  readonly #people: Participant[];
  readonly #silent = new Set<Participant>();
  readonly #sent: string[] = [];
  readonly #loop: Promise<void>;
  #goesOn = true;

  static async begin(people: readonly Participant[]): Promise<Conversation> {
    await Promise.all(people.map(({ call }) => call.openChat()));
    return new Conversation(people);
  }

  private constructor(people: readonly Participant[]) {
    this.#people = [...people];
    this.#loop = this.#write();
    // Told by `end`.
    this.#loop.catch(() => undefined);
  }

  /** `person` reads from now on, and writes from the next turn on. */
  async admit(person: Participant): Promise<void> {
    await person.call.openChat();
    this.#people.push(person);
  }

  /** `person` cannot write now: their page stands still. */
  hush(person: Participant): void {
    this.#silent.add(person);
  }

  unhush(person: Participant): void {
    this.#silent.delete(person);
  }

  /** `person` is gone for good, and their log with them. */
  forget(person: Participant): void {
    this.#people.splice(this.#people.indexOf(person), 1);
  }

  /** The last message is written; compares the logs when all have it, or when they had time enough. */
  async end(fault: string): Promise<Tally> {
    this.#goesOn = false;
    await this.#loop;
    const end = Date.now() + ARRIVED_WITHIN_MS;
    let tally = await this.#compare(fault);
    while ((tally.lost > 0 || tally.muddled > 0) && Date.now() < end) {
      await delay(500);
      tally = await this.#compare(fault);
    }
    return tally;
  }

  async #write(): Promise<void> {
    for (let turn = 0; this.#goesOn; turn += 1) {
      const writer = this.#people[turn % this.#people.length];
      if (writer !== undefined && !this.#silent.has(writer))
        await this.#say(writer, `${turn} ${writer.name}`);
      await delay(EVERY_MS);
    }
  }

  async #say(writer: Participant, text: string): Promise<void> {
    const { message } = writer.call.chat;
    try {
      await message.fill(text, { timeout: TYPED_WITHIN_MS });
      await message.press('Enter', { timeout: TYPED_WITHIN_MS });
      this.#sent.push(text);
    } catch (error) {
      // A page that was ended in the middle of it sent nothing.
      if (this.#people.includes(writer) && !this.#silent.has(writer)) throw error;
    }
  }

  async #compare(fault: string): Promise<Tally> {
    const logs = await Promise.all(this.#people.map(({ call }) => call.chat.texts()));
    const missing = logs.map((log) => this.#sent.filter((text) => !log.includes(text)).length);
    const doubled = logs.map((log) => log.length - new Set(log).size);
    const otherwise = logs.filter((log) => log.join('\n') !== logs[0]?.join('\n')).length;
    return { fault, sent: this.#sent.length, lost: sum(missing), muddled: sum(doubled) + otherwise };
  }
}

/** The tallies of all faults so far. */
export class Conversations {
  readonly tallies: Tally[] = [];

  async count(conversation: Conversation, fault: string): Promise<void> {
    this.tallies.push(await conversation.end(fault));
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
