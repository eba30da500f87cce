/** A connection that finds the candidates it is told to; it never connects. */
export class FakeConnection extends EventTarget {
  closed = false;
  readonly localDescription = null;
  readonly #lines: readonly string[];

  constructor(lines: readonly string[]) {
    super();
    this.#lines = lines;
  }

  get api(): RTCPeerConnection {
    return this as unknown as RTCPeerConnection;
  }

  createDataChannel(): RTCDataChannel {
    return new EventTarget() as RTCDataChannel;
  }

  setLocalDescription(): Promise<void> {
    for (const candidate of this.#lines) this.#tell({ candidate });
    this.#tell(null);
    return Promise.resolve();
  }

  close(): void {
    this.closed = true;
  }

  #tell(candidate: { candidate: string } | null): void {
    this.dispatchEvent(Object.assign(new Event('icecandidate'), { candidate }));
  }
}

export function line(type: string, address: string): string {
  return `candidate:1 1 udp 2113937151 ${address} 50000 typ ${type} generation 0`;
}
