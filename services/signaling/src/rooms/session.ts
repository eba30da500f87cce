import type { Clock } from '../clock.ts';

/** Name of one transport connection; a participant that returns has another one. */
export type ConnectionId = string;

/**
 * Whether a member can be reached: `connected`, `awaiting-return` after its connection broke, `gone` for good.
 * A return rebinds the same session, so that the member keeps its place.
 */
export type SessionState = 'connected' | 'awaiting-return' | 'gone';

export class Session {
  readonly #clock: Clock;
  #connectionId: ConnectionId | null;
  #cancelWait: (() => void) | null = null;
  #gone = false;

  constructor(connectionId: ConnectionId, clock: Clock) {
    this.#connectionId = connectionId;
    this.#clock = clock;
  }

  get state(): SessionState {
    if (this.#gone) return 'gone';
    return this.#connectionId === null ? 'awaiting-return' : 'connected';
  }

  /** The connection that speaks for the member, or `null` while there is none. */
  get connectionId(): ConnectionId | null {
    return this.#connectionId;
  }

  /** Binds the member to `connectionId`; answers the connection that this replaces, or `null`. */
  connect(connectionId: ConnectionId): ConnectionId | null {
    const replaced = this.#connectionId;
    this.#stopWaiting();
    this.#connectionId = connectionId;
    return replaced;
  }

  /** The connection broke: `lost` runs unless `connect` or `end` comes within `delayMs`. */
  awaitReturn(delayMs: number, lost: () => void): void {
    this.#stopWaiting();
    this.#connectionId = null;
    this.#cancelWait = this.#clock.schedule(lost, delayMs);
  }

  /** Idempotent. */
  end(): void {
    this.#stopWaiting();
    this.#connectionId = null;
    this.#gone = true;
  }

  #stopWaiting(): void {
    this.#cancelWait?.();
    this.#cancelWait = null;
  }
}
