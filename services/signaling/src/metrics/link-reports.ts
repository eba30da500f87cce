import type { ConnectionId } from '../rooms/session.ts';

/** Links by the kind of path they take. */
export interface LinkCounts {
  readonly relay: number;
  readonly direct: number;
}

/** What clients last said of their links. Each link has two ends, and both report it. */
export class LinkReports {
  readonly #latest = new Map<ConnectionId, LinkCounts>();

  take(connectionId: ConnectionId, { relay, direct }: LinkCounts): void {
    this.#latest.set(connectionId, { relay, direct });
  }

  /** It has left its room, or ended. */
  forget(connectionId: ConnectionId): void {
    this.#latest.delete(connectionId);
  }

  get total(): LinkCounts {
    let [relay, direct] = [0, 0];
    for (const counts of this.#latest.values()) {
      relay += counts.relay;
      direct += counts.direct;
    }
    return { relay, direct };
  }
}
