import { createSocket } from 'node:dgram';
import type { Socket } from 'node:dgram';
import { once } from 'node:events';

/** Hears what arrives at any address of this machine, on one port of both families. */
export class Listener {
  readonly port: number;
  readonly heard = new Set<string>();
  readonly #sockets: readonly Socket[];
  readonly #waiting = new Map<string, () => void>();

  static async open(groups: { readonly 4: string; readonly 6: string }): Promise<Listener> {
    const [four, six] = [createSocket('udp4'), createSocket({ type: 'udp6', ipv6Only: true })];
    four.bind();
    await once(four, 'listening');
    six.bind(four.address().port);
    await once(six, 'listening');
    four.addMembership(groups[4]);
    six.addMembership(groups[6], '::%lo');
    return new Listener(four.address().port, [four, six]);
  }

  private constructor(port: number, sockets: readonly Socket[]) {
    this.port = port;
    this.#sockets = sockets;
    for (const socket of sockets) socket.on('message', (data) => this.#hear(data.toString()));
  }

  /** When `text` has arrived. */
  arrival(text: string): Promise<void> {
    return new Promise((resolve) => {
      if (this.heard.has(text)) resolve();
      else this.#waiting.set(text, resolve);
    });
  }

  async close(): Promise<void> {
    await Promise.all(this.#sockets.map((socket) => new Promise<void>((done) => socket.close(() => done()))));
  }

  #hear(text: string): void {
    this.heard.add(text);
    this.#waiting.get(text)?.();
  }
}
