/** Whether the service takes requests, or has been told to stop and only waits for its clients to hear of it. */
export class ServicePhase {
  #closing = false;

  get closing(): boolean {
    return this.#closing;
  }

  beginClosing(): void {
    this.#closing = true;
  }
}
