import { inject, Service } from '@angular/core';
import type { IceServer } from '@parley/protocol';
import {
  type CandidateCounts,
  type Findings,
  type PathFinding,
  RELAY_TRANSPORTS,
  type RelayFinding,
  type RelayTransport,
} from './findings';
import { gatherCandidates } from './ice/gather';
import { Loopback } from './ice/loopback';
import { NEW_PEER_CONNECTION } from './ice/new-peer-connection';
import { relaysOver, toRtc } from './relay-servers';

/** A relay that answers at all answers within this time; browsers themselves would wait much longer. */
const PATIENCE_MS = 8_000;

/** Part of the findings that became known. */
export type Tell = (part: Partial<Findings>) => void;

/** What lies between this browser and the others. Nothing rejects: what cannot be done is a finding. */
@Service()
export class NetworkCheck {
  readonly #newConnection = inject(NEW_PEER_CONNECTION);

  /**
   * Tells each part as soon as it is known. `servers` are those a call would use. Connections inside this page are tried
   * only after `devices`: with a permission they show what a call would have.
   */
  async run(servers: readonly IceServer[], devices: Promise<void>, tell: Tell): Promise<void> {
    const [relays] = await Promise.all([
      this.#relays(servers, tell),
      this.#candidates(servers).then((candidates) => tell({ candidates })),
      devices.then(() => this.#direct()).then((direct) => tell({ direct })),
    ]);
    tell({ path: await this.#path(servers, relays) });
  }

  async #relays(servers: readonly IceServer[], tell: Tell): Promise<Findings['relays']> {
    const known: Record<RelayTransport, RelayFinding | null> = { udp: null, tcp: null, tls: null };
    await Promise.all(
      RELAY_TRANSPORTS.map(async (transport) => {
        known[transport] = await this.#relay(relaysOver(servers, transport));
        tell({ relays: { ...known } });
      }),
    );
    return known;
  }

  /** One transport alone, so that it is clear which of them worked. */
  async #relay(iceServers: RTCIceServer[]): Promise<RelayFinding> {
    if (iceServers.length === 0) return 'not-offered';
    try {
      const found = await gatherCandidates(
        this.#newConnection,
        { iceServers, iceTransportPolicy: 'relay' },
        { patienceMs: PATIENCE_MS, enough: (types) => types.includes('relay') },
      );
      return found.includes('relay') ? 'reached' : 'failed';
    } catch {
      return 'failed';
    }
  }

  async #candidates(servers: readonly IceServer[]): Promise<CandidateCounts | null> {
    const iceServers = servers.map(toRtc);
    try {
      const found = await gatherCandidates(
        this.#newConnection,
        { iceServers },
        { patienceMs: PATIENCE_MS / 2 },
      );
      const count = (type: string): number => found.filter((candidate) => candidate === type).length;
      return { host: count('host'), srflx: count('srflx') };
    } catch {
      return null;
    }
  }

  async #direct(): Promise<boolean> {
    const loopback = await this.#join({});
    loopback?.close();
    return loopback !== null;
  }

  /** Over the relay where there is one: that is the longest way a call may have to take. */
  async #path(servers: readonly IceServer[], relays: Findings['relays']): Promise<PathFinding> {
    const working = RELAY_TRANSPORTS.find((transport) => relays[transport] === 'reached');
    const iceServers = working === undefined ? [] : relaysOver(servers, working);
    const loopback = await this.#join({
      iceServers,
      iceTransportPolicy: working === undefined ? 'all' : 'relay',
    });
    if (loopback === null) return { kind: 'failed' };
    const summary = await loopback.measure(() => performance.now());
    loopback.close();
    return { kind: 'measured', via: working === undefined ? 'direct' : 'relay', ...summary };
  }

  async #join(configuration: RTCConfiguration): Promise<Loopback | null> {
    try {
      return await Loopback.join(this.#newConnection, configuration, PATIENCE_MS);
    } catch {
      return null;
    }
  }
}
