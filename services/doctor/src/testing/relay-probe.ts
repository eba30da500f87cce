import { Message, TurnProtocol, classes, makeIntegrityKey, methods } from 'werift-ice';
import { within } from '../net/patience.ts';
import type { RelayAddress } from '../turn/relay-address.ts';
import { TurnRefusal, Wire } from '../turn/wire.ts';

const PATIENCE_MS = 5_000;
const LIFETIME_S = 600;
/** https://www.rfc-editor.org/rfc/rfc8656#section-18.8: a number and three empty bytes. */
const FAMILY_6 = 0x02_00_00_00;

export type Family = 4 | 6;
export interface ProbeOptions {
  readonly family?: Family;
  /** Claimed in the place of the relay's own. */
  readonly realm?: string;
}

/** A client that asks a relay for what browsers do not. */
class Asker extends TurnProtocol {
  readonly #options: ProbeOptions;

  constructor(address: RelayAddress, wire: Wire, options: ProbeOptions) {
    super(wire.server, address.username, address.credential, LIFETIME_S, wire);
    this.#options = options;
  }

  override request(...[message, ...rest]: Parameters<TurnProtocol['request']>) {
    const { family, realm } = this.#options;
    if (family === 6 && message.messageMethod === methods.ALLOCATE)
      message.setAttribute('REQUESTED-ADDRESS-FAMILY', FAMILY_6);
    if (realm !== undefined && this.realm !== undefined) {
      this.realm = realm;
      this.integrityKey = makeIntegrityKey(this.username, realm, this.password);
    }
    return super.request(message, ...rest);
  }
}

/** An allocation at a relay, and every way to send something through it. */
export class RelayProbe {
  readonly #wire: Wire;
  readonly #turn: Asker;

  /** @throws TurnRefusal */
  static async open(address: RelayAddress, options: ProbeOptions = {}): Promise<RelayProbe> {
    const wire = await Wire.open(address, null);
    const probe = new RelayProbe(address, options, wire);
    try {
      await within(PATIENCE_MS, Promise.race([probe.#turn.connectionMade(), wire.failed]));
      return probe;
    } catch (error) {
      await wire.close();
      throw error;
    }
  }

  private constructor(address: RelayAddress, options: ProbeOptions, wire: Wire) {
    this.#wire = wire;
    this.#turn = new Asker(address, wire, options);
  }

  get relayed(): string {
    return this.#turn.relayedAddress[0];
  }

  /** Asks for a permission. @throws TurnRefusal */
  permit(host: string): Promise<void> {
    return within(PATIENCE_MS, Promise.race([this.#turn.getPermission([host, 1]), this.#wire.failed]));
  }

  /** Binds a channel and sends `text` through it. @throws TurnRefusal */
  async sendByChannel(text: string, host: string, port: number): Promise<void> {
    const asked = this.#turn.getChannel([host, port]);
    await within(PATIENCE_MS, Promise.race([asked, this.#wire.failed]));
    await this.#turn.sendData(Buffer.from(text), [host, port]);
  }

  /** Sends `text` whether or not it is permitted; nobody answers this. */
  async sendUnasked(text: string, host: string, port: number): Promise<void> {
    const message = new Message(methods.SEND, classes.INDICATION);
    message.setAttribute('XOR-PEER-ADDRESS', [host, port]).setAttribute('DATA', Buffer.from(text));
    await this.#wire.send(message.bytes);
  }

  /** Gives the allocation back: the next one may come from the same port. */
  async close(): Promise<void> {
    const goodbye = new Message(methods.REFRESH, classes.REQUEST).setAttribute('LIFETIME', 0);
    await within(PATIENCE_MS, this.#turn.requestWithRetry(goodbye, this.#wire.server));
    await this.#turn.close();
  }
}

/** What the relay answers: the code of its refusal, or 200. */
export async function answerTo(asked: Promise<unknown>): Promise<number> {
  try {
    await asked;
    return 200;
  } catch (error) {
    if (error instanceof TurnRefusal) return error.code;
    throw error;
  }
}
