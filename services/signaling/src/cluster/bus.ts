import type { RoomId } from '@parley/protocol';

/** One process of the service, from its start to its end: a node that restarts has another. */
export type NodeId = string;

/** Milliseconds; specs are in more of a hurry. */
export interface BusTiming {
  /** How often a node says that it is alive. */
  readonly beatMs: number;
  /** A node that was not heard for this long is dead, and its rooms may be taken over. */
  readonly lifeMs: number;
  /** The bus counts as down when it has not answered for this long. */
  readonly patienceMs: number;
  /** How long a request may wait for the node that keeps its room. Clients give up after 5 s. */
  readonly answerMs: number;
}

export const TIMING: BusTiming = { beatMs: 500, lifeMs: 2_000, patienceMs: 700, answerMs: 4_000 };

/** What a node hears when it says that it is alive. */
export interface Beat {
  /** Nobody could have taken this node for dead since its last beat. */
  readonly kept: boolean;
  /** It has been alive for so long that every other node had the time to say so too. */
  readonly settled: boolean;
  /** The nodes that are alive, this one included. */
  readonly live: readonly NodeId[];
}

/** Who keeps a room. */
export interface Claim {
  readonly owner: NodeId;
  /** Grows with every change of owner: what an earlier owner says is void. */
  readonly epoch: number;
  /** The owner is alive. Where it is not, and this node may not take over yet, ask again. */
  readonly alive: boolean;
  /** The dead owner from whom the room was just taken. */
  readonly deposed: NodeId | null;
}

/** A room and the epoch in which this node keeps it. */
export interface Lease {
  readonly room: RoomId;
  readonly epoch: number;
}

/**
 * What the nodes of one deployment share. Promises reject when the bus cannot be reached and may stay pending while it
 * hangs: whoever waits has a deadline of their own.
 */
export interface Bus {
  readonly node: NodeId;
  readonly timing: BusTiming;
  /**
   * Begins to listen. Each message has a turn of the event loop to itself, so that whoever awaited it has acted before
   * the next one is looked at. `gap`: messages may have been missed.
   */
  open(listener: { readonly message: (text: string) => void; readonly gap: () => void }): Promise<void>;
  /** Sends to one node, or to all others; in order, at most once, never waits. */
  send(to: NodeId | null, text: string): void;
  /** Says that this node is alive, and that it hears what is sent to it. */
  beat(): Promise<Beat>;
  /** Makes this node owner of `room` if nobody alive is. */
  claim(room: RoomId): Promise<Claim>;
  /** Confirms `leases`; answers the rooms that somebody else keeps. */
  renew(leases: readonly Lease[]): Promise<readonly RoomId[]>;
  release(lease: Lease): Promise<void>;
  /** Ceases to be a node of the deployment. */
  leave(): Promise<void>;
  close(): Promise<void>;
}
