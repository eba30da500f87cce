import { DestroyRef, Service, inject } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import {
  type Ack,
  FACTS,
  type FactName,
  type FactPayload,
  LIMITS,
  type RequestData,
  type RequestName,
  type RequestPayload,
  type RoomId,
  ackSchema,
  shardOf,
} from '@parley/protocol';
import { Socket } from 'ngx-socket-io';
import { BehaviorSubject, type Observable, Subject } from 'rxjs';
import * as v from 'valibot';
import type { Behavior } from '../core/behavior';
import { WakeUps } from '../core/wake-ups';
import { RECONNECT_DELAY } from './reconnect-delay';
import { SignalingError } from './signaling-error';

/** `connecting`: not up yet. `up`: requests can be made. `down`: was lost or cannot be reached, trying again. */
export type SignalingConnection = 'closed' | 'connecting' | 'up' | 'down';

/** Facts that concern a visit. That the service is about to stop concerns only the connection. */
type VisitFactName = Exclude<FactName, 'service:closing'>;

/** A fact the service told the room, or us about ourselves. */
export type Fact = {
  [N in VisitFactName]: { readonly name: N; readonly payload: FactPayload<N> };
}[VisitFactName];

const FACT_VARIANTS = [
  v.object({ name: v.literal('participant:joined'), payload: FACTS['participant:joined'] }),
  v.object({ name: v.literal('participant:left'), payload: FACTS['participant:left'] }),
  v.object({ name: v.literal('participant:updated'), payload: FACTS['participant:updated'] }),
  v.object({ name: v.literal('host:changed'), payload: FACTS['host:changed'] }),
  v.object({ name: v.literal('rtc:signal'), payload: FACTS['rtc:signal'] }),
  v.object({ name: v.literal('session:replaced'), payload: FACTS['session:replaced'] }),
  v.object({ name: v.literal('session:removed'), payload: FACTS['session:removed'] }),
] as const;

/** A service that is there answers within this time, also over a bad network. */
const PROBE_MS = 1_500;

/**
 * The way to the signaling service: requests with acks, and facts. Nothing is queued while it is down, because a
 * "mute" that arrives a minute late is worse than one that is said to have failed.
 */
@Service({ autoProvided: false })
export class SignalingClient {
  readonly #socket = inject(Socket).ioSocket;
  readonly #delay = inject(RECONNECT_DELAY);
  readonly #connection = new BehaviorSubject<SignalingConnection>('closed');
  readonly #facts = new Subject<Fact>();
  /** Attempts in a row that failed. */
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** When the service that is about to stop wants us back. */
  #returnAfterMs: number | null = null;
  #probing = false;

  readonly connection$: Behavior<SignalingConnection> = this.#connection;
  readonly facts$: Observable<Fact> = this.#facts;

  constructor() {
    this.#socket.on('connect', () => this.#onConnect());
    this.#socket.on('disconnect', () => this.#onDown());
    this.#socket.on('connect_error', () => this.#onDown());
    this.#socket.on('service:closing', (payload: unknown) => this.#onClosing(payload));
    this.#listen('participant:joined');
    this.#listen('participant:left');
    this.#listen('participant:updated');
    this.#listen('host:changed');
    this.#listen('rtc:signal');
    this.#listen('session:replaced');
    this.#listen('session:removed');
    inject(WakeUps)
      .woke$.pipe(takeUntilDestroyed())
      .subscribe(() => this.check());
    inject(DestroyRef).onDestroy(() => this.close());
  }

  /** Starts connecting, for `room`, and keeps trying until `close`. Idempotent. */
  open(room: RoomId): void {
    if (this.#connection.value !== 'closed') return;
    this.#socket.io.opts.query = { shard: String(shardOf(room)) };
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

  /** What was true need not be any more: the page slept, or a path to somebody died. */
  check(): void {
    if (this.#connection.value === 'up') void this.#probe();
    else if (this.#connection.value === 'down' && this.#timer !== undefined) {
      this.#failures = 0;
      this.#retry();
    }
  }

  /** Ends the connection for good; the service sees a deliberate goodbye. Idempotent. */
  close(): void {
    clearTimeout(this.#timer);
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

  #onConnect(): void {
    this.#failures = 0;
    this.#connection.next('up');
  }

  /** Lost, closed by the service or not reached: tries again after a while. Links do not mind. */
  #onDown(): void {
    if (this.#connection.value === 'closed') return;
    if (this.#connection.value !== 'down') this.#connection.next('down');
    clearTimeout(this.#timer);
    const delay = this.#returnAfterMs ?? this.#delay(this.#failures);
    this.#failures += 1;
    this.#returnAfterMs = null;
    this.#timer = setTimeout(() => this.#retry(), delay);
  }

  #retry(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#socket.connect();
  }

  #onClosing(payload: unknown): void {
    const parsed = v.safeParse(FACTS['service:closing'], payload);
    if (parsed.success) this.#returnAfterMs = parsed.output.reconnectAfterMs;
  }

  /** Asks for anything. A connection that died in silence is given up at once instead of at the next missed ping. */
  async #probe(): Promise<void> {
    if (this.#probing) return;
    this.#probing = true;
    const { engine } = this.#socket.io;
    try {
      await this.#socket.timeout(PROBE_MS).emitWithAck('peer:refresh', {});
    } catch {
      // It has been away long enough.
      this.#returnAfterMs = 0;
      // Not `disconnect()`: that would say goodbye, and the others would see us leave.
      engine.close();
    } finally {
      this.#probing = false;
    }
  }

  #listen(name: VisitFactName): void {
    this.#socket.on(name, (payload: unknown) => {
      const parsed = v.safeParse(v.variant('name', FACT_VARIANTS), { name, payload });
      if (parsed.success) this.#facts.next(parsed.output);
    });
  }
}
