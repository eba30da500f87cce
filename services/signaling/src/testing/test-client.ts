import { FACTS, LIMITS, ackSchema } from '@parley/protocol';
import type { Ack, FactName, FactPayload, RequestData, RequestName, RequestPayload } from '@parley/protocol';
import { io } from 'socket.io-client';
import type { Socket } from 'socket.io-client';
import * as v from 'valibot';

interface Seen {
  readonly name: string;
  readonly payload: unknown;
}

/** The ack of `name`, checked against the protocol. */
export function parseAck<N extends RequestName>(name: N, answer: unknown): Ack<RequestData<N>> {
  return v.parse<v.GenericSchema<unknown, Ack<RequestData<N>>>>(ackSchema(name), answer);
}

export function dataOf<T>(ack: Ack<T>): T {
  if (!ack.ok) throw new Error(`refused: ${ack.error.code}`);
  return ack.data;
}

/** A browser tab's Socket.IO client. Every fact it is told is checked against the protocol and kept in order. */
export class TestClient {
  readonly #socket: Socket;
  readonly #seen: Seen[] = [];
  #wake: (() => void)[] = [];
  readonly disconnected: Promise<string>;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.onAny((name: string, payload: unknown) => {
      this.#seen.push({ name, payload });
      for (const wake of this.#wake.splice(0)) wake();
    });
    this.disconnected = new Promise((resolve) => socket.once('disconnect', (reason) => resolve(reason)));
  }

  static async connect(url: string, headers: Record<string, string> = {}): Promise<TestClient> {
    const options = { transports: ['websocket'], forceNew: true, reconnection: false, extraHeaders: headers };
    const socket = io(url, options);
    const client = new TestClient(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', reject);
    });
    return client;
  }

  /** Names of the facts told and not yet taken, in order. */
  get facts(): string[] {
    return this.#seen.map(({ name }) => name);
  }

  /** Payloads of the facts told and not yet taken whose names start with `prefix`. */
  payloads(prefix: string): unknown[] {
    return this.#seen.filter(({ name }) => name.startsWith(prefix)).map(({ payload }) => payload);
  }

  /** Takes all facts told so far. */
  forget(): void {
    this.#seen.splice(0);
  }

  async request<N extends RequestName>(name: N, payload: RequestPayload<N>): Promise<Ack<RequestData<N>>> {
    return parseAck(name, await this.ask(name, payload));
  }

  async data<N extends RequestName>(name: N, payload: RequestPayload<N>): Promise<RequestData<N>> {
    return dataOf(await this.request(name, payload));
  }

  /** The code `name` is refused with, or `null` where it is not. */
  async refusal<N extends RequestName>(name: N, payload: RequestPayload<N>): Promise<string | null> {
    const ack = await this.request(name, payload);
    return ack.ok ? null : ack.error.code;
  }

  /** Sends anything at all, and resolves with whatever is answered. */
  async ask(name: string, ...args: unknown[]): Promise<unknown> {
    const answer: unknown = await this.#socket.timeout(LIMITS.ackTimeoutMs).emitWithAck(name, ...args);
    return answer;
  }

  /** Sends anything at all without asking for an answer. */
  tell(name: string, ...args: unknown[]): void {
    this.#socket.emit(name, ...args);
  }

  /** Takes the next fact called `name`, waiting for it if need be. */
  async next<N extends FactName>(name: N): Promise<FactPayload<N>> {
    for (;;) {
      const index = this.#seen.findIndex((seen) => seen.name === name);
      const [found] = index < 0 ? [] : this.#seen.splice(index, 1);
      if (found) return v.parse<v.GenericSchema<unknown, FactPayload<N>>>(FACTS[name], found.payload);
      await new Promise<void>((resolve) => this.#wake.push(resolve));
    }
  }

  /** Resolves when everything the service said so far has arrived: facts come in order with answers. */
  async settle(): Promise<void> {
    await this.ask('peer:refresh', {});
  }

  close(): void {
    this.#socket.disconnect();
  }
}
