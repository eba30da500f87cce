import { TurnProtocol } from 'werift-ice';
import { within } from '../net/patience.ts';
import type { RelayAddress } from './relay-address.ts';
import { TurnRefusal, Wire } from './wire.ts';
import type { Authorities } from './wire.ts';

/** How long an allocation is asked for, in seconds: the shortest that relays grant. */
const LIFETIME = 600;

/** A port at the relay, held for us. */
export class Allocation {
  readonly #turn: TurnProtocol;
  readonly #wire: Wire;
  readonly #patienceMs: number;
  /** From nothing to the allocation. */
  readonly tookMs: number;

  private constructor(turn: TurnProtocol, wire: Wire, patienceMs: number, tookMs: number) {
    this.#turn = turn;
    this.#wire = wire;
    this.#patienceMs = patienceMs;
    this.tookMs = tookMs;
  }

  /** @throws TurnRefusal, NoAnswer, or the error of the connection. */
  static async make(
    address: RelayAddress,
    authorities: Authorities,
    patienceMs: number,
  ): Promise<Allocation> {
    const start = performance.now();
    const opening = Wire.open(address, authorities);
    const wire = await within(patienceMs, opening).catch((error: unknown) => {
      void opening.then((late) => late.close()).catch(() => undefined);
      throw error;
    });
    const { username, credential } = address;
    const turn = new TurnProtocol(wire.server, username, credential, LIFETIME, wire);
    try {
      await within(patienceMs, Promise.race([turn.connectionMade(), wire.failed]));
    } catch (error) {
      await wire.close();
      throw error;
    }
    return new Allocation(turn, wire, patienceMs, performance.now() - start);
  }

  /** Where the relay receives for us. */
  get relayed(): string {
    return this.#turn.relayedAddress[0];
  }

  /** Whether the relay would carry something to `host`. */
  async wouldReach(host: string): Promise<boolean> {
    const asked = this.#turn.getPermission([host, 80]);
    try {
      await within(this.#patienceMs, Promise.race([asked, this.#wire.failed]));
      return true;
    } catch (error) {
      asked.catch(() => undefined);
      if (error instanceof TurnRefusal) return false;
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.#turn.close();
  }
}
