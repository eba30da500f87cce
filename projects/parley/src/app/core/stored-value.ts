import * as v from 'valibot';

/**
 * One value kept in web storage under one key. What is read is parsed, because an older or newer Parley, or a
 * person, may have written it; what cannot be written is forgotten at the end of the visit and nothing fails.
 */
export class StoredValue<Schema extends v.GenericSchema> {
  readonly #storage: Storage | null;
  readonly #key: string;
  readonly #schema: Schema;

  constructor(storage: Storage | null, key: string, schema: Schema) {
    this.#storage = storage;
    this.#key = key;
    this.#schema = schema;
  }

  /** The stored value, or `null` where there is none that can be understood. */
  read(): v.InferOutput<Schema> | null {
    try {
      const text = this.#storage?.getItem(this.#key);
      if (text === null || text === undefined) return null;
      const parsed = v.safeParse(this.#schema, JSON.parse(text));
      return parsed.success ? parsed.output : null;
    } catch {
      return null;
    }
  }

  /** Keeps `value` for the next visit, where the browser lets us. */
  write(value: v.InferInput<Schema>): void {
    try {
      this.#storage?.setItem(this.#key, JSON.stringify(value));
    } catch {
      // Storage is full or forbidden: this visit goes on with the value in memory.
    }
  }

  /** Forgets the value. */
  remove(): void {
    try {
      this.#storage?.removeItem(this.#key);
    } catch {
      // Forbidden: then nothing was stored either.
    }
  }
}
