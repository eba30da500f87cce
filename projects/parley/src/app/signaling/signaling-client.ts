import { DestroyRef, Service, inject } from '@angular/core';
import {
  type Ack,
  FACTS,
  type FactName,
  type FactPayload,
  LIMITS,
  type RequestData,
  type RequestName,
  type RequestPayload,
  ackSchema,
} from '@parley/protocol';
import { Socket } from 'ngx-socket-io';
import { BehaviorSubject, type Observable, Subject } from 'rxjs';
import * as v from 'valibot';
import type { Behavior } from '../core/behavior';
import { SignalingError } from './signaling-error';

/** `connecting`: not up yet. `up`: requests can be made. `down`: was lost or cannot be reached, trying again. */
export type SignalingConnection = 'closed' | 'connecting' | 'up' | 'down';

/** A fact the service told the room. */
export type Fact = { [N in FactName]: { readonly name: N; readonly payload: FactPayload<N> } }[FactName];

const FACT_VARIANTS = [
  v.object({ name: v.literal('participant:joined'), payload: FACTS['participant:joined'] }),
  v.object({ name: v.literal('participant:left'), payload: FACTS['participant:left'] }),
  v.object({ name: v.literal('participant:updated'), payload: FACTS['participant:updated'] }),
  v.object({ name: v.literal('host:changed'), payload: FACTS['host:changed'] }),
] as const;

/**
 * The way to the signaling service: requests with acks, and facts. Nothing is queued while it is down, because a
 * "mute" that arrives a minute late is worse than one that is said to have failed.
 */
@Service({ autoProvided: false })
export class SignalingClient {
  readonly #socket = inject(Socket).ioSocket;
  readonly #connection = new BehaviorSubject<SignalingConnection>('closed');
  readonly #facts = new Subject<Fact>();

  readonly connection$: Behavior<SignalingConnection> = this.#connection;
  readonly facts$: Observable<Fact> = this.#facts;

  constructor() {
    this.#socket.on('connect', () => this.#connection.next('up'));
    this.#socket.on('disconnect', (reason) => this.#onDisconnect(reason));
    this.#socket.on('connect_error', () => this.#connection.next('down'));
    this.#listen('participant:joined');
    this.#listen('participant:left');
    this.#listen('participant:updated');
    this.#listen('host:changed');
    inject(DestroyRef).onDestroy(() => this.close());
  }

  /** Starts connecting and keeps trying until `close`. Idempotent. */
  open(): void {
    if (this.#connection.value !== 'closed') return;
    this.#connection.next('connecting');
    this.#socket.connect();
  }

  /**
   * Sends request `name` and resolves with the data of its ack.
   * @throws SignalingError with the service's code, or `signaling-unreachable`, `signaling-timeout` (5 s) or
   *   `bad-answer`.
   */
  async request<N extends RequestName>(name: N, payload: RequestPayload<N>): Promise<RequestData<N>> {
    if (!this.#socket.connected) throw new SignalingError('signaling-unreachable');
    const answer = await this.#emit(name, payload);
    const parsed = v.safeParse<v.GenericSchema<unknown, Ack<RequestData<N>>>>(ackSchema(name), answer);
    if (!parsed.success) throw new SignalingError('bad-answer');
    if (!parsed.output.ok) throw new SignalingError(parsed.output.error.code);
    return parsed.output.data;
  }

  /** Ends the connection for good; the service sees a deliberate goodbye. Idempotent. */
  close(): void {
    this.#connection.next('closed');
    this.#socket.disconnect();
  }

  async #emit(name: RequestName, payload: unknown): Promise<unknown> {
    try {
      return await this.#socket.timeout(LIMITS.ackTimeoutMs).emitWithAck(name, payload);
    } catch (cause) {
      throw new SignalingError('signaling-timeout', cause);
    }
  }

  #onDisconnect(reason: string): void {
    if (this.#connection.value === 'closed') return;
    this.#connection.next('down');
    // Socket.IO does not come back by itself when the service closed the socket on purpose.
    if (reason === 'io server disconnect') this.#socket.connect();
  }

  #listen(name: FactName): void {
    this.#socket.on(name, (payload: unknown) => {
      const parsed = v.safeParse(v.variant('name', FACT_VARIANTS), { name, payload });
      if (parsed.success) this.#facts.next(parsed.output);
    });
  }
}
