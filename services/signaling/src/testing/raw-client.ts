import type { RequestData, RequestName, RequestPayload } from '@parley/protocol';
import { WebSocket } from 'ws';
import type { ClientOptions } from 'ws';
import { dataOf, parseAck } from './test-client.ts';

/**
 * Socket.IO spoken by hand over one WebSocket, so that a spec can end the connection the way a closed tab, a dead
 * network or Socket.IO's own client does. https://socket.io/docs/v4/socket-io-protocol/
 */
export class RawClient {
  readonly #socket: WebSocket;
  #lastId = 0;

  /** Resolves when the connection has ended, by whomever. */
  readonly closed: Promise<void>;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.setMaxListeners(0);
    // What fails ends the connection, and that is looked at.
    socket.on('error', () => undefined);
    socket.on('message', (data: Buffer) => {
      if (data.toString() === '2') this.send('3');
    });
    this.closed = new Promise((resolve) => socket.once('close', () => resolve()));
  }

  static async connect(origin: string, options: ClientOptions = {}): Promise<RawClient> {
    const client = new RawClient(new WebSocket(`${origin}/socket.io/?EIO=4&transport=websocket`, options));
    await client.#packet('0');
    client.send('40');
    await client.#packet('40');
    return client;
  }

  get isOpen(): boolean {
    return this.#socket.readyState === WebSocket.OPEN;
  }

  async data<N extends RequestName>(name: N, payload: RequestPayload<N>): Promise<RequestData<N>> {
    const id = String((this.#lastId += 1));
    this.send(`42${id}${JSON.stringify([name, payload])}`);
    const answer: unknown = JSON.parse(await this.#packet(`43${id}`));
    return dataOf(parseAck(name, Array.isArray(answer) ? answer[0] : answer));
  }

  send(text: string | Buffer): void {
    this.#socket.send(text);
  }

  /** Reads nothing from now on, as a machine that sleeps. */
  freeze(): void {
    this.#socket.pause();
  }

  /** With the close handshake; without a code this is what Socket.IO's client does when it gives up. */
  close(code?: number): void {
    this.#socket.close(code);
  }

  /** Without a word. */
  terminate(): void {
    this.#socket.terminate();
  }

  /** The rest of the next packet that starts with `type`. */
  async #packet(type: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const ended = (): void => reject(new Error('The connection ended.'));
      if (this.#socket.readyState > WebSocket.OPEN) {
        ended();
        return;
      }
      const listener = (data: Buffer): void => {
        const text = data.toString();
        if (!text.startsWith(type)) return;
        this.#socket.off('message', listener);
        this.#socket.off('close', ended);
        resolve(text.slice(type.length));
      };
      this.#socket.on('message', listener);
      this.#socket.once('close', ended);
    });
  }
}
