/**
 * Four-byte sequences that different bodies share. Ciphertexts share none but by chance; compressed and masked messages
 * do, since people repeat themselves.
 */
import { GRAM_SHARE, MAX_GRAMS, SHARED_GRAMS_LIMIT } from './constants.ts';

const GRAM = 4;
/** Bytes of a body that are looked at: the memory would not hold more. */
const MAX_READ = 2048;

export class GramMemory {
  readonly #hashes = new Set<number>();
  #shared = 0;
  #expected = 0;
  #tooMany = false;

  add(body: Uint8Array): void {
    const own = new Set<number>();
    const end = Math.min(body.length, MAX_READ) - GRAM;
    for (let at = 0; at <= end; at += 1) {
      const hash = hashOf(gramAt(body, at));
      if (hash % GRAM_SHARE === 0) own.add(hash);
    }
    this.#expected += (own.size * this.#hashes.size) / (2 ** 32 / GRAM_SHARE);
    for (const hash of own) {
      if (this.#hashes.has(hash)) this.#shared += 1;
      this.#hashes.add(hash);
    }
    for (const hash of this.#hashes) {
      if (this.#hashes.size <= MAX_GRAMS) break;
      this.#hashes.delete(hash);
    }
    this.#tooMany ||= poissonTail(this.#shared, this.#expected) <= SHARED_GRAMS_LIMIT;
  }

  /** Sequences that a body had in common with one before it. */
  get shared(): number {
    return this.#shared;
  }

  /** True once so many were shared as uniform bytes would share once in a billion looks at most. */
  get tooMany(): boolean {
    return this.#tooMany;
  }
}

/** One to one, so that only equal sequences meet. */
function hashOf(gram: number): number {
  let mixed = Math.imul(gram, 0x9e3779b1);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca77);
  return (mixed ^ (mixed >>> 13)) >>> 0;
}

function gramAt(bytes: Uint8Array, at: number): number {
  return (
    (bytes[at] ?? 0) |
    ((bytes[at + 1] ?? 0) << 8) |
    ((bytes[at + 2] ?? 0) << 16) |
    ((bytes[at + 3] ?? 0) << 24)
  );
}

/** At most this is the chance of `count` events or more where `mean` are expected (Chernoff's bound). */
export function poissonTail(count: number, mean: number): number {
  if (count <= mean) return 1;
  return mean === 0 ? 0 : Math.exp(count - mean - count * Math.log(count / mean));
}
