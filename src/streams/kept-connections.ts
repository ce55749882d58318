import { Connection } from './connection.ts';
import type { ConnectionFacts } from './openings.ts';

/** Connections by key, up to a number: the one that was silent the longest is forgotten first. */
export class KeptConnections<Key> {
  readonly #limit: number;
  readonly #kept = new Map<Key, Connection>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The connection of that key, begun where there is none. */
  of(key: Key, facts: ConnectionFacts): Connection {
    const connection = this.#kept.get(key) ?? new Connection(facts);
    this.#kept.delete(key);
    this.#kept.set(key, connection);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= this.#limit) break;
      this.#kept.delete(oldest);
    }
    return connection;
  }
}
