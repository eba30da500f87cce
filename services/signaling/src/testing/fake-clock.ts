import type { Clock } from '../clock.ts';

interface Task {
  readonly due: number;
  readonly run: () => void;
}

/** A clock that stands still until told to advance. */
export class FakeClock implements Clock {
  #now: number;
  readonly #tasks = new Set<Task>();
  #waiting: (() => void)[] = [];

  constructor(now = 1_800_000_000_000) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  schedule(task: () => void, delayMs: number): () => void {
    const entry: Task = { due: this.#now + delayMs, run: task };
    this.#tasks.add(entry);
    for (const resolve of this.#waiting.splice(0)) resolve();
    return () => this.#tasks.delete(entry);
  }

  /** How many tasks wait for their time. */
  get pending(): number {
    return this.#tasks.size;
  }

  /** Resolves when something has been scheduled and not yet cancelled or run. */
  async scheduled(): Promise<void> {
    if (this.#tasks.size > 0) return;
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  advance(ms: number): void {
    this.#now += ms;
    const due = [...this.#tasks].filter((task) => task.due <= this.#now).sort((a, b) => a.due - b.due);
    for (const task of due) if (this.#tasks.delete(task)) task.run();
  }
}
