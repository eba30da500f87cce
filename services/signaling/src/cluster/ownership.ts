import type { RoomId } from '@parley/protocol';
import type { Clock } from '../clock.ts';
import type { Eventually } from '../rooms/rooms.ts';
import type { Bus, Claim, NodeId } from './bus.ts';
import type { Pulse } from './pulse.ts';

/** Which node keeps a room. */
export interface Place {
  readonly owner: NodeId;
  readonly epoch: number;
}

/** The epoch of a room that was opened while the bus was down. Nobody else can find it, until it is confirmed. */
const PROVISIONAL = 0;

/** How often a claim is repeated while the owner of a room is dead and not yet to be replaced. */
const ASK_AGAIN_MS = 100;
/** Every so many beats all leases are renewed. */
const RENEW_EVERY = 10;

export interface OwnershipEvents {
  /** This node keeps `room` now. */
  readonly kept: (room: RoomId) => void;
  /** Another node keeps `room` now. */
  readonly lost: (room: RoomId, epoch: number) => void;
  /** This node took `room` over from another, which may not be as dead as it seems. */
  readonly deposed: (room: RoomId, from: NodeId, epoch: number) => void;
}

/** Which rooms this node keeps, and who keeps the others, as far as anybody here asked. */
export class Ownership {
  readonly #bus: Bus;
  readonly #pulse: Pulse;
  readonly #clock: Clock;
  readonly #events: OwnershipEvents;
  readonly #own = new Map<RoomId, number>();
  readonly #claims = new Map<RoomId, Promise<Place | null>>();
  #beats = 0;

  constructor(bus: Bus, pulse: Pulse, clock: Clock, events: OwnershipEvents) {
    this.#bus = bus;
    this.#pulse = pulse;
    this.#clock = clock;
    this.#events = events;
  }

  /** The epoch in which this node keeps `room`, or `null` where it does not. */
  epochOf(room: RoomId): number | null {
    return this.#own.get(room) ?? null;
  }

  /** Who keeps `room`: this node, where nobody did. `null`: nobody can be reached who does. */
  locate(room: RoomId): Eventually<Place | null> {
    const epoch = this.#own.get(room);
    if (epoch !== undefined) return { owner: this.#bus.node, epoch };
    if (!this.#pulse.up) return this.#keep(room, PROVISIONAL);
    const running = this.#claims.get(room);
    if (running) return running;
    const claim = this.#claim(room).finally(() => this.#claims.delete(room));
    this.#claims.set(room, claim);
    return claim;
  }

  /** Keeps `room` no longer: it is empty. */
  release(room: RoomId): void {
    const epoch = this.#own.get(room);
    this.#own.delete(room);
    if (epoch !== undefined && epoch !== PROVISIONAL && this.#pulse.up)
      this.#bus.release({ room, epoch }).catch(() => undefined);
  }

  /** Gives up every room: this node stops. */
  async releaseAll(): Promise<void> {
    const leases = [...this.#own].map(([room, epoch]) => ({ room, epoch }));
    this.#own.clear();
    if (this.#pulse.up) await Promise.allSettled(leases.map((lease) => this.#bus.release(lease)));
  }

  /** Another node says that it keeps `room` since `epoch`. */
  deposed(room: RoomId, epoch: number): void {
    if ((this.#own.get(room) ?? epoch) < epoch) this.#lose(room);
  }

  /** Looks after the leases with a beat that was answered. `kept`: nobody could have taken a room meanwhile. */
  beat(kept: boolean): void {
    this.#beats += 1;
    if (!kept || this.#beats % RENEW_EVERY === 0) void this.#renew();
    for (const [room, epoch] of this.#own) if (epoch === PROVISIONAL) void this.#confirm(room);
  }

  async #renew(): Promise<void> {
    const leases = [...this.#own]
      .filter(([, epoch]) => epoch !== PROVISIONAL)
      .map(([room, epoch]) => ({ room, epoch }));
    if (leases.length === 0) return;
    const lost = await this.#bus.renew(leases).catch(() => []);
    for (const room of lost)
      if (leases.some((l) => l.room === room && l.epoch === this.#own.get(room))) this.#lose(room);
  }

  async #confirm(room: RoomId): Promise<void> {
    const claim = await this.#bus.claim(room).catch(() => null);
    if (!claim || this.#own.get(room) !== PROVISIONAL) return;
    if (claim.owner === this.#bus.node) this.#won(room, claim);
    else if (claim.alive) this.#lose(room);
  }

  async #claim(room: RoomId): Promise<Place | null> {
    const until = this.#clock.now() + this.#bus.timing.answerMs;
    for (;;) {
      const claim = await this.#ask(room);
      if (!claim) return this.#keep(room, this.#own.get(room) ?? PROVISIONAL);
      if (claim.owner === this.#bus.node) return this.#won(room, claim);
      if (claim.alive) return claim;
      if (this.#clock.now() >= until) return null;
      await this.#pause(ASK_AGAIN_MS);
    }
  }

  /** `null` where the bus does not answer in time: then this node is alone. */
  #ask(room: RoomId): Promise<Claim | null> {
    return new Promise((resolve) => {
      const cancel = this.#clock.schedule(() => resolve(null), this.#bus.timing.patienceMs);
      const answered = (claim: Claim | null): void => {
        cancel();
        resolve(claim);
      };
      this.#bus.claim(room).then(answered, () => answered(null));
    });
  }

  #won(room: RoomId, { epoch, deposed }: Claim): Place {
    if (deposed !== null) this.#events.deposed(room, deposed, epoch);
    return this.#keep(room, epoch);
  }

  #keep(room: RoomId, epoch: number): Place {
    if (this.#own.get(room) !== epoch) {
      this.#own.set(room, epoch);
      this.#events.kept(room);
    }
    return { owner: this.#bus.node, epoch };
  }

  #lose(room: RoomId): void {
    const epoch = this.#own.get(room) ?? PROVISIONAL;
    this.#own.delete(room);
    this.#events.lost(room, epoch);
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => this.#clock.schedule(resolve, ms));
  }
}
