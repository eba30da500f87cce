/** Web storage in memory, so that specs leave nothing behind in the browser. */
export class FakeStorage implements Storage {
  readonly #items = new Map<string, string>();

  get length(): number {
    return this.#items.size;
  }

  clear(): void {
    this.#items.clear();
  }

  getItem(key: string): string | null {
    return this.#items.get(key) ?? null;
  }

  key(index: number): string | null {
    return [...this.#items.keys()][index] ?? null;
  }

  removeItem(key: string): void {
    this.#items.delete(key);
  }

  setItem(key: string, value: string): void {
    this.#items.set(key, value);
  }
}

/** Storage as a private window or a full disk has it: every access throws. */
export class ForbiddenStorage extends FakeStorage {
  override getItem(): string | null {
    throw new DOMException('', 'SecurityError');
  }

  override setItem(): void {
    throw new DOMException('', 'QuotaExceededError');
  }

  override removeItem(): void {
    throw new DOMException('', 'SecurityError');
  }
}
