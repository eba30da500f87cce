import type { Eventually } from '../rooms/rooms.ts';

/** Runs what has the same key one after the other, at once where nothing is under way. */
export class InOrder<K> {
  readonly #pending = new Map<K, Promise<unknown>>();

  run<T>(key: K, task: () => Eventually<T>): Eventually<T> {
    const before = this.#pending.get(key);
    const result = before ? before.then(task, task) : task();
    if (!(result instanceof Promise)) return result;
    const done = (): void => {
      if (this.#pending.get(key) === settled) this.#pending.delete(key);
    };
    const settled: Promise<unknown> = result.then(done, done);
    this.#pending.set(key, settled);
    return result;
  }
}
