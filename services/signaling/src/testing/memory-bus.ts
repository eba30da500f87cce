import { randomUUID } from 'node:crypto';
import type { RoomId } from '@parley/protocol';
import type { Beat, Bus, BusTiming, Claim, Lease, NodeId } from '../cluster/bus.ts';
import { TurnQueue } from '../cluster/turn-queue.ts';

/** Nothing in a spec depends on how fast the machine is: `lifeMs` is not used, see {@link MemoryHub.presumeDead}. */
const HURRIED: BusTiming = { beatMs: 20, lifeMs: 0, patienceMs: 60, answerMs: 4_000 };
/** A node is settled once it has beaten so often without a break. */
const SETTLED_AFTER = 4;

/** Plays the Redis of several buses in one process: answers in order, and can be made to hang. */
export class MemoryHub {
  readonly #buses = new Map<NodeId, MemoryBus>();
  /** How often each node that is alive has beaten. */
  readonly #lives = new Map<NodeId, number>();
  readonly #owners = new Map<RoomId, { owner: NodeId; epoch: number }>();
  #stalled: (() => void)[] | null = null;
  #epoch = 0;

  join(timing: Partial<BusTiming> = {}): MemoryBus {
    const bus = new MemoryBus(this, { ...HURRIED, ...timing });
    this.#buses.set(bus.node, bus);
    return bus;
  }

  /** Hangs: takes everything and answers nothing. */
  stall(): void {
    this.#stalled = [];
  }

  /** Does everything that was asked meanwhile. Everybody seems dead, because nobody could beat. */
  resume(): void {
    const waiting = this.#stalled ?? [];
    if (this.#stalled) this.#lives.clear();
    this.#stalled = null;
    for (const task of waiting) task();
  }

  /** Loses everything, as a Redis that was restarted. */
  forgetEverything(): void {
    this.#lives.clear();
    this.#owners.clear();
  }

  /** Who owns `room`, whether alive or not. */
  ownerOf(room: RoomId): NodeId | null {
    return this.#owners.get(room)?.owner ?? null;
  }

  run<T>(task: () => T): Promise<T> {
    return new Promise((resolve) => {
      const run = (): void => resolve(task());
      if (this.#stalled) this.#stalled.push(run);
      else run();
    });
  }

  publish(from: NodeId, to: NodeId | null, text: string): void {
    for (const [node, bus] of this.#buses) if (to === null ? node !== from : node === to) bus.hear(text);
  }

  beat(node: NodeId): Beat {
    const beats = (this.#lives.get(node) ?? 0) + 1;
    this.#lives.set(node, beats);
    return { kept: beats > 1, settled: beats >= SETTLED_AFTER, live: [...this.#lives.keys()] };
  }

  claim(node: NodeId, room: RoomId): Claim {
    const current = this.#owners.get(room);
    if (current && (current.owner === node || this.isAlive(current.owner)))
      return { ...current, alive: true, deposed: null };
    const settled = (this.#lives.get(node) ?? 0) >= SETTLED_AFTER;
    if (current && !settled) return { ...current, alive: false, deposed: null };
    const claimed = { owner: node, epoch: (this.#epoch += 1) };
    this.#owners.set(room, claimed);
    return { ...claimed, alive: true, deposed: current?.owner ?? null };
  }

  renew(node: NodeId, leases: readonly Lease[]): RoomId[] {
    return leases
      .filter(({ room, epoch }) => {
        const current = this.#owners.get(room);
        if (!current) this.#owners.set(room, { owner: node, epoch });
        return current && (current.owner !== node || current.epoch !== epoch);
      })
      .map(({ room }) => room);
  }

  release(node: NodeId, { room, epoch }: Lease): void {
    const current = this.#owners.get(room);
    if (current?.owner === node && current.epoch === epoch) this.#owners.delete(room);
  }

  /** Its last beat is too long ago, whether it is dead or not. */
  presumeDead(node: NodeId): void {
    this.#lives.delete(node);
  }

  /** Others take `node` for alive. */
  isAlive(node: NodeId): boolean {
    return this.#lives.has(node);
  }
}

/** One node's end of a {@link MemoryHub}. */
export class MemoryBus implements Bus {
  readonly node = randomUUID();
  readonly timing: BusTiming;
  readonly #hub: MemoryHub;
  readonly #turns = new TurnQueue();
  #message: (text: string) => void = () => undefined;
  #gap: () => void = () => undefined;
  #dead = false;
  #beatless = false;
  #deaf = false;

  constructor(hub: MemoryHub, timing: BusTiming) {
    this.#hub = hub;
    this.timing = timing;
  }

  /** From now on it is as if the process had been killed. */
  kill(): void {
    this.#dead = true;
    this.#turns.clear();
    this.#hub.presumeDead(this.node);
  }

  /** As if the connection had been lost for a moment. */
  lose(): void {
    this.#gap();
  }

  /** Its beats get lost, as those of a process that is too busy, until `pauseBeats(false)`. */
  pauseBeats(paused: boolean): void {
    this.#beatless = paused;
    if (paused) this.#hub.presumeDead(this.node);
  }

  /** Hears nothing any more, and does not notice. */
  deafen(): void {
    this.#deaf = true;
  }

  hear(text: string): void {
    if (!this.#dead && !this.#deaf) this.#turns.add(() => this.#message(text));
  }

  open(listener: { message: (text: string) => void; gap: () => void }): Promise<void> {
    this.#message = listener.message;
    this.#gap = listener.gap;
    return Promise.resolve();
  }

  send(to: NodeId | null, text: string): void {
    void this.#run(() => this.#hub.publish(this.node, to, text));
  }

  beat(): Promise<Beat> {
    const late: Beat = { kept: true, settled: false, live: [] };
    return this.#run(() => (this.#beatless ? late : this.#hub.beat(this.node)));
  }

  claim(room: RoomId): Promise<Claim> {
    return this.#run(() => this.#hub.claim(this.node, room));
  }

  renew(leases: readonly Lease[]): Promise<readonly RoomId[]> {
    return this.#run(() => this.#hub.renew(this.node, leases));
  }

  release(lease: Lease): Promise<void> {
    return this.#run(() => this.#hub.release(this.node, lease));
  }

  leave(): Promise<void> {
    return this.#run(() => this.#hub.presumeDead(this.node));
  }

  close(): Promise<void> {
    this.kill();
    return Promise.resolve();
  }

  /** The dead ask nothing and hear nothing. */
  #run<T>(task: () => T): Promise<T> {
    return this.#dead ? new Promise(() => undefined) : this.#hub.run(task);
  }
}
