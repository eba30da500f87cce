import type { Logger } from '../logger.ts';
import type { Bus, NodeId } from './bus.ts';
import { parseMessage } from './messages.ts';
import type { Message } from './messages.ts';
import type { Pulse } from './pulse.ts';

/** A message before it is sent: who sends it is known. */
export type Letter = Message extends infer M ? (M extends Message ? Omit<M, 'from' | 'link'> : never) : never;

export interface PostEvents {
  readonly message: (message: Message) => void;
  /** What was agreed with `node` is void: one of us may have missed something. */
  readonly renewed: (node: NodeId) => void;
}

/** Letters between nodes. Each counts its links: a new one begins whenever messages may have been missed. */
export class Post {
  readonly #bus: Bus;
  readonly #pulse: Pulse;
  readonly #log: Logger;
  readonly #links = new Map<NodeId, number>();
  #events: PostEvents = { message: () => undefined, renewed: () => undefined };
  #link = 0;

  constructor(bus: Bus, pulse: Pulse, log: Logger) {
    this.#bus = bus;
    this.#pulse = pulse;
    this.#log = log;
  }

  /** Whether letters can be sent. */
  get up(): boolean {
    return this.#pulse.up;
  }

  /** The nodes heard of. */
  get nodes(): readonly NodeId[] {
    return [...this.#links.keys()];
  }

  /** Begins to receive. */
  async open(events: PostEvents): Promise<void> {
    this.#events = events;
    await this.#bus.open({ message: (text) => this.#receive(text), gap: () => this.#pulse.gap() });
  }

  /** Sends to one node, or to all others. Does nothing while the bus is down: what is late is void anyway. */
  send(to: NodeId | null, letter: Letter): void {
    if (!this.#pulse.up) return;
    this.#bus.send(to, JSON.stringify({ ...letter, from: this.#bus.node, link: this.#link }));
  }

  /** Begins a new link with everybody. */
  renew(): void {
    this.#link += 1;
    this.send(null, { type: 'hello' });
  }

  forget(node: NodeId): void {
    this.#links.delete(node);
  }

  #receive(text: string): void {
    const message = parseMessage(text);
    if (!message) {
      this.#log.warn({ event: 'bus-message-refused' });
      return;
    }
    const { from, link } = message;
    if (from === this.#bus.node) return;
    const known = this.#links.get(from) ?? link;
    if (link < known) return;
    this.#links.set(from, link);
    if (link > known) this.#events.renewed(from);
    this.#events.message(message);
  }
}
