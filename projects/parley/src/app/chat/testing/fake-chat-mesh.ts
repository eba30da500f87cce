import { type ParticipantId, type PeerMessage, PeerMessageSchema } from '@parley/protocol';
import { Subject } from 'rxjs';
import * as v from 'valibot';
import type { ChatChannel } from '../chat-service';

interface Delivery {
  readonly from: ParticipantId;
  readonly to: ParticipantId;
  /** As on the wire. */
  readonly frame: string;
}

interface Node {
  readonly opened$: Subject<ParticipantId>;
  readonly detours$: Subject<ParticipantId>;
  readonly messages$: Subject<{ from: ParticipantId; message: PeerMessage }>;
}

/** Data channels between any number of participants, with the network's moods in the hands of the spec. */
export class FakeChatMesh {
  readonly #nodes = new Map<ParticipantId, Node>();
  readonly #open = new Set<string>();
  #inFlight: Delivery[] = [];
  /** Every frame ever handed to the network. */
  readonly frames: string[] = [];

  /** The channel of participant `id`, as its ChatService gets it. */
  channel(id: ParticipantId): ChatChannel {
    const node = this.#node(id);
    return {
      opened$: node.opened$,
      detours$: node.detours$,
      messages$: node.messages$,
      send: (to, message) => this.#send(id, to, message),
      broadcast: (message) => {
        for (const to of this.#nodes.keys()) this.#send(id, to, message);
      },
    };
  }

  /** Opens the link between two participants; both ends hear of it. */
  connect(a: ParticipantId, b: ParticipantId): void {
    this.#open.add(linkOf(a, b));
    this.#node(a).opened$.next(b);
    this.#node(b).opened$.next(a);
  }

  /** Tells `id` to ask `whom` what others said. */
  detour(id: ParticipantId, whom: ParticipantId): void {
    this.#node(id).detours$.next(whom);
  }

  /** Breaks a link: what is in flight on it is lost, what is sent from now on goes nowhere. */
  cut(a: ParticipantId, b: ParticipantId): void {
    this.#open.delete(linkOf(a, b));
    this.#inFlight = this.#inFlight.filter(({ from, to }) => linkOf(from, to) !== linkOf(a, b));
  }

  /** Delivers until nothing is in flight, each next one chosen by `pick` from the number of those waiting. */
  settle(pick: (waiting: number) => number = () => 0): void {
    for (let turn = 0; this.#inFlight.length > 0; turn += 1) {
      if (turn > 100_000) throw new Error('The participants never stop talking.');
      const [delivery] = this.#inFlight.splice(pick(this.#inFlight.length), 1);
      if (delivery !== undefined) this.deliver(delivery.from, delivery.to, delivery.frame);
    }
  }

  /** Delivers everything in flight twice. */
  repeatAll(): void {
    this.#inFlight = this.#inFlight.flatMap((delivery) => [delivery, delivery]);
  }

  /** Makes `frame` arrive at `to` on the link from `from`, whoever wrote it. */
  deliver(from: ParticipantId, to: ParticipantId, frame: string): void {
    const message = v.parse(PeerMessageSchema, JSON.parse(frame));
    this.#node(to).messages$.next({ from, message });
  }

  #send(from: ParticipantId, to: ParticipantId, message: PeerMessage): void {
    if (!this.#open.has(linkOf(from, to))) return;
    const frame = JSON.stringify(message);
    this.frames.push(frame);
    this.#inFlight.push({ from, to, frame });
  }

  #node(id: ParticipantId): Node {
    const node = this.#nodes.get(id) ?? {
      opened$: new Subject(),
      detours$: new Subject(),
      messages$: new Subject(),
    };
    this.#nodes.set(id, node);
    return node;
  }
}

function linkOf(a: ParticipantId, b: ParticipantId): string {
  return [a, b].sort().join(' ');
}
