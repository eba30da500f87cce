import type { RtcSignal } from '@parley/protocol';
import { v4 } from 'uuid';
import { IceRestart, type RestartPort } from './ice-restart';
import { PathWatch } from './path-watch';
import { type PathState, nextPath, silentInMs } from './recovery-policy';

export interface PathRecoveryOptions {
  readonly connection: RTCPeerConnection;
  readonly connectionId: string;
  /** We made the call. */
  readonly outgoing: boolean;
  /** The other side has said that it sends something: who mutes everything is not lost. */
  readonly sends: () => boolean;
  /** `null` while signaling is down. */
  readonly port: () => RestartPort | null;
  /** What is known of the path from an earlier call. */
  readonly state: PathState;
  readonly changed: (state: PathState) => void;
}

const CALM_POLL_MS = 700;
/** A path that is not well is looked at more often: it may be back. */
const UNEASY_POLL_MS = 150;
/** After a restart that could not be passed on. */
const REFUSED_MS = 1_000;

/** Keeps one connection alive: watches its path and restarts ICE as the policy says. It makes no calls: the link does. */
export class PathRecovery {
  readonly #options: PathRecoveryOptions;
  readonly #watch: PathWatch;
  readonly #restart: IceRestart;
  #state: PathState;
  #refusedUntil = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  constructor(options: PathRecoveryOptions) {
    const { connection, connectionId, outgoing } = options;
    this.#options = options;
    this.#state = options.state;
    this.#watch = new PathWatch(connection, performance.now());
    const port: RestartPort = {
      iceServers: () => this.#port().iceServers(),
      send: (signal) => this.#port().send(signal),
    };
    this.#restart = new IceRestart({
      connection,
      connectionId,
      offers: outgoing,
      port,
      newRound: () => v4(),
    });
    this.#step();
  }

  /** See {@link PathWatch.relayed}. */
  get relayed(): boolean | null {
    return this.#watch.relayed;
  }

  /** Looks again now: signaling came back, or the page woke up. */
  nudge(): void {
    this.#refusedUntil = 0;
    this.#step();
  }

  receive(signal: RtcSignal): void {
    void this.#restart.receive(signal);
  }

  /** Idempotent. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#restart.close();
  }

  #port(): RestartPort {
    const port = this.#options.port();
    if (port === null) throw new Error('signaling is down');
    return port;
  }

  #step(): void {
    clearTimeout(this.#timer);
    void this.#watch.poll(() => performance.now()).then(() => this.#judge());
  }

  #judge(): void {
    if (this.#closed) return;
    const { connection, port, outgoing, sends } = this.#options;
    const now = performance.now();
    const { heardAt } = this.#watch;
    const quiet = this.#watch.quiet || !sends();
    const before = this.#state;
    this.#state = nextPath(before, {
      now,
      heardAt,
      quiet,
      agreedAt: this.#restart.agreedAt,
      failed: connection.connectionState === 'failed',
      canSignal: port() !== null && now >= this.#refusedUntil,
      first: outgoing,
    });
    // At the latest when silence is long enough to mean something.
    const untilSilent = this.#state.kind === 'ok' ? silentInMs({ now, heardAt, quiet }) : 0;
    const wait = Math.min(CALM_POLL_MS, Math.max(UNEASY_POLL_MS, untilSilent));
    this.#timer = setTimeout(() => this.#step(), wait);
    if (this.#state === before) return;
    if (wantsRestart(this.#state)) void this.#tryRestart();
    this.#options.changed(this.#state);
  }

  async #tryRestart(): Promise<void> {
    try {
      await this.#restart.restart();
    } catch {
      // The other side cannot be reached now, which says nothing of this path: not counted, tried again.
      this.#refusedUntil = performance.now() + REFUSED_MS;
    }
  }
}

function wantsRestart(state: PathState): boolean {
  return state.kind === 'lost' || (state.kind === 'restarting' && state.attempt > 0);
}
