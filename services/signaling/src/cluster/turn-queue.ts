/** Runs tasks in order, each in a turn of the event loop of its own: what it resolved has been acted on before the next. */
export class TurnQueue {
  readonly #tasks: (() => void)[] = [];
  #scheduled = false;

  add(task: () => void): void {
    this.#tasks.push(task);
    this.#schedule();
  }

  clear(): void {
    this.#tasks.splice(0);
  }

  #schedule(): void {
    if (this.#scheduled || this.#tasks.length === 0) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#tasks.shift()?.();
      this.#schedule();
    });
  }
}
