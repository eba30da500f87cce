import { createSocket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { connect as connectTcp, isIP } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { classes, parseMessage } from 'werift-ice';
import type { TurnProtocol } from 'werift-ice';
import type { RelayAddress } from './relay-address.ts';

type Transport = ConstructorParameters<typeof TurnProtocol>[4];
/** As PEM; `null`: whoever made it. */
export type Authorities = readonly string[] | null;
type Place = readonly [host: string, port: number];

/** Asks for a nonce, or for a fresh one: every conversation begins so. */
const BEGINNINGS = [401, 438];

/** The relay said no. */
export class TurnRefusal extends Error {
  override readonly name = 'TurnRefusal';
  /** Of https://www.rfc-editor.org/rfc/rfc8656#section-19 */
  readonly code: number;

  constructor(code: number) {
    super(`the relay answered ${String(code)}`);
    this.code = code;
  }
}

/**
 * The bytes between us and a relay. It reads refusals itself: werift-ice drops those that carry no proof of who sent
 * them, and relays cannot prove anything to somebody with wrong credentials. It would wait until its time is up.
 */
export class Wire implements Transport {
  readonly type: RelayAddress['transport'];
  readonly server: Place;
  /** Rejects with what ended the conversation: a refusal, or an error of the connection. */
  readonly failed: Promise<never>;
  onData: Transport['onData'] = () => undefined;
  closed = false;
  readonly #write: (data: Buffer) => void;
  readonly #end: () => void;
  #fail: (error: Error) => void = () => undefined;
  #challenged = false;
  /** Over UDP a request that waits 50 ms is sent again, and answered again: the second answer means nothing new. */
  readonly #answered = new Set<string>();

  private constructor(type: Wire['type'], server: Place, write: (data: Buffer) => void, end: () => void) {
    this.type = type;
    this.server = server;
    this.#write = write;
    this.#end = end;
    this.failed = new Promise((_resolve, reject) => (this.#fail = reject));
    // Looked at by whoever waits for something; nobody may be waiting.
    this.failed.catch(() => undefined);
  }

  /**
   * @param authorities As PEM; only for TLS, whose certificate must be good for the relay's name, or browsers give up.
   *   `null` takes any certificate.
   * @throws where the relay cannot be reached.
   */
  static async open(address: RelayAddress, authorities: Authorities): Promise<Wire> {
    const { address: host } = await lookup(address.host);
    const server: Place = [host, address.port];
    return address.transport === 'udp' ? udp(server) : stream(server, address, authorities);
  }

  static create(type: Wire['type'], server: Place, write: (data: Buffer) => void, end: () => void): Wire {
    return new Wire(type, server, write, end);
  }

  /** Nobody but the relay is spoken to, so nobody asks where we are. */
  get address(): AddressInfo {
    return { address: '', family: '', port: 0 };
  }

  readonly send = (data: Buffer): Promise<void> => {
    if (!this.closed) this.#write(data);
    return Promise.resolve();
  };

  readonly close = (): Promise<void> => {
    if (!this.closed) {
      this.closed = true;
      this.#end();
    }
    return Promise.resolve();
  };

  heard(data: Buffer): void {
    const answer = answerIn(data);
    if (answer !== null && !this.#answered.has(answer.to)) {
      this.#answered.add(answer.to);
      this.#judge(answer.refusal);
    }
    this.onData(data, [this.server[0], this.server[1]]);
  }

  #judge(code: number | null): void {
    const isBeginning = code !== null && BEGINNINGS.includes(code) && !this.#challenged;
    if (isBeginning) this.#challenged = true;
    else if (code !== null) this.broke(new TurnRefusal(code));
  }

  broke(error: Error): void {
    this.#fail(error);
  }
}

/** Which request `data` answers, and with what refusal if any; `null` where it answers none. */
function answerIn(data: Buffer): { readonly to: string; readonly refusal: number | null } | null {
  try {
    const message = parseMessage(data);
    if (!message || ![classes.RESPONSE, classes.ERROR].includes(message.messageClass)) return null;
    const error: unknown = message.getAttributeValue('ERROR-CODE');
    const refusal = Array.isArray(error) && typeof error[0] === 'number' ? error[0] : null;
    return { to: message.transactionIdHex, refusal };
  } catch {
    // Part of something longer, or no message at all.
    return null;
  }
}

async function udp(server: Place): Promise<Wire> {
  const socket = createSocket(isIP(server[0]) === 6 ? 'udp6' : 'udp4');
  const wire = Wire.create(
    'udp',
    server,
    (data) => socket.send(data),
    () => socket.close(),
  );
  socket.on('error', (error) => wire.broke(error));
  socket.on('message', (data) => wire.heard(data));
  // Connected, so that a host which says that nobody listens is heard.
  await new Promise<void>((resolve) => socket.connect(server[1], server[0], resolve));
  return wire;
}

async function stream(server: Place, address: RelayAddress, authorities: Authorities): Promise<Wire> {
  const [host, port] = server;
  const isSecure = address.transport === 'tls';
  const socket: Socket = isSecure
    ? connectTls({
        host,
        port,
        ...(authorities === null ? { rejectUnauthorized: false } : { ca: [...authorities] }),
        ...(isIP(address.host) ? {} : { servername: address.host }),
      })
    : connectTcp({ host, port });
  const wire = Wire.create(
    address.transport,
    server,
    (data) => socket.write(data),
    () => socket.destroy(),
  );
  socket.on('error', (error) => wire.broke(error));
  socket.on('close', () => wire.broke(new Error('the connection was closed')));
  socket.on('data', (data) => wire.heard(data));
  const ready = new Promise<void>((resolve) => socket.once(isSecure ? 'secureConnect' : 'connect', resolve));
  await Promise.race([ready, wire.failed]);
  return wire;
}
