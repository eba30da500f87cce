import { EventEmitter } from 'node:events';
import { WebSocket } from 'ws';

/** Bytes waiting for a browser that does not read; beyond this it is treated as broken. */
const MAX_BUFFERED = 524_288;

/** What to do with a frame: pass this text on, ignore it, or end the connection. */
export type FrameVerdict = { readonly pass: string } | 'ignore' | 'close';

/**
 * The WebSocket PeerServer thinks it talks to. It sees only frames that passed the filter, and a `close` that comes at
 * once when we end the connection, which is what makes room for the next socket of the same participant.
 */
export class PeerSocket extends EventEmitter {
  readonly #webSocket: WebSocket;
  #closed = false;

  /** `judge` is asked about everything that arrives, `null` standing for what is no text, and told its size. */
  constructor(webSocket: WebSocket, judge: (text: Buffer | null, bytes: number) => FrameVerdict) {
    super();
    this.#webSocket = webSocket;
    webSocket.on('message', (data, isBinary) => {
      if (this.#closed || !Buffer.isBuffer(data)) return;
      this.#obey(judge(isBinary ? null : data, data.length));
    });
    // The WebSocket answers a ping by itself, so it costs us as much as a frame.
    webSocket.on('ping', (data) => {
      if (!this.#closed) this.#obey(judge(null, data.length));
    });
    webSocket.on('close', () => {
      this.#ended();
    });
    // A frame over the limit or a broken connection; `close` follows.
    webSocket.on('error', () => undefined);
  }

  /** Called by PeerServer. Never throws: PeerServer would tell the sender that its peer left, and PeerJS hang up. */
  send(text: string): void {
    if (this.#closed || this.#webSocket.readyState !== WebSocket.OPEN) return;
    if (this.#webSocket.bufferedAmount > MAX_BUFFERED) this.#webSocket.terminate();
    else this.#webSocket.send(text);
  }

  /** Called by PeerServer and by us. Idempotent. */
  close(code = 1000): void {
    this.#webSocket.close(code);
    this.#ended();
  }

  #obey(verdict: FrameVerdict): void {
    if (verdict === 'close') this.close(1008);
    else if (verdict !== 'ignore') this.emit('message', verdict.pass);
  }

  #ended(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.emit('close');
  }
}
