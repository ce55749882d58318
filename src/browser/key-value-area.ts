/** A small key-value area. Values are plain JSON. */
export interface KeyValueArea {
  /** Undefined where the key is not set. */
  get(key: string): Promise<unknown>;
  keys(): Promise<string[]>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(keys: readonly string[]): Promise<void>;
}

/** Stands in where the browser has no such area: copies what goes in and out, as a browser does. */
export class MemoryArea implements KeyValueArea {
  readonly #items = new Map<string, unknown>();

  async get(key: string): Promise<unknown> {
    return structuredClone(this.#items.get(key));
  }

  async keys(): Promise<string[]> {
    return [...this.#items.keys()];
  }

  async set(items: Record<string, unknown>): Promise<void> {
    for (const [key, value] of Object.entries(items)) this.#items.set(key, structuredClone(value));
  }

  async remove(keys: readonly string[]): Promise<void> {
    for (const key of keys) this.#items.delete(key);
  }
}
