import { randomUUID } from 'node:crypto';
import type { RoomId } from '@parley/protocol';
import type { Beat, Bus, BusTiming, Claim, Lease, NodeId } from '../cluster/bus.ts';
import { TurnQueue } from '../cluster/turn-queue.ts';

const HURRIED: BusTiming = { beatMs: 20, lifeMs: 150, patienceMs: 60, answerMs: 1_000 };

/** Plays the Redis of several buses in one process: answers in order, and can be made to hang. */
export class MemoryHub {
  readonly #buses = new Map<NodeId, MemoryBus>();
  readonly #lives = new Map<NodeId, { since: number; dies: number }>();
  readonly #owners = new Map<RoomId, { owner: NodeId; epoch: number }>();
  #stalled: (() => void)[] | null = null;
  #epoch = 0;

  join(): MemoryBus {
    const bus = new MemoryBus(this);
    this.#buses.set(bus.node, bus);
    return bus;
  }

  /** Hangs: takes everything and answers nothing. */
  stall(): void {
    this.#stalled = [];
  }

  /** Does everything that was asked meanwhile. */
  resume(): void {
    const waiting = this.#stalled ?? [];
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

  beat(node: NodeId, lifeMs: number): Beat {
    const now = Date.now();
    const kept = this.isAlive(node);
    const since = kept ? (this.#lives.get(node)?.since ?? now) : now;
    this.#lives.set(node, { since, dies: now + lifeMs });
    const live = [...this.#lives.keys()].filter((other) => this.isAlive(other));
    return { kept, settled: now - since >= lifeMs, live };
  }

  claim(node: NodeId, room: RoomId, lifeMs: number): Claim {
    const current = this.#owners.get(room);
    if (current && (current.owner === node || this.isAlive(current.owner)))
      return { ...current, alive: true, deposed: null };
    const life = this.#lives.get(node);
    const settled = life !== undefined && this.isAlive(node) && Date.now() - life.since >= lifeMs;
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

  leave(node: NodeId): void {
    this.#lives.delete(node);
  }

  /** Others take `node` for alive. */
  isAlive(node: NodeId): boolean {
    return (this.#lives.get(node)?.dies ?? 0) >= Date.now();
  }
}

/** One node's end of a {@link MemoryHub}. */
export class MemoryBus implements Bus {
  readonly node = randomUUID();
  readonly timing = HURRIED;
  readonly #hub: MemoryHub;
  readonly #turns = new TurnQueue();
  #message: (text: string) => void = () => undefined;
  #gap: () => void = () => undefined;
  #dead = false;
  #beatless = false;
  #deaf = false;

  constructor(hub: MemoryHub) {
    this.#hub = hub;
  }

  /** From now on it is as if the process had been killed. */
  kill(): void {
    this.#dead = true;
    this.#turns.clear();
  }

  /** As if the connection had been lost for a moment. */
  lose(): void {
    this.#gap();
  }

  /** Sends beats that get lost, as a process that is too busy. */
  pauseBeats(paused: boolean): void {
    this.#beatless = paused;
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
    return this.#run(() => (this.#beatless ? late : this.#hub.beat(this.node, this.timing.lifeMs)));
  }

  claim(room: RoomId): Promise<Claim> {
    return this.#run(() => this.#hub.claim(this.node, room, this.timing.lifeMs));
  }

  renew(leases: readonly Lease[]): Promise<readonly RoomId[]> {
    return this.#run(() => this.#hub.renew(this.node, leases));
  }

  release(lease: Lease): Promise<void> {
    return this.#run(() => this.#hub.release(this.node, lease));
  }

  leave(): Promise<void> {
    return this.#run(() => this.#hub.leave(this.node));
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
