/**
 * Four-byte sequences that different bodies share. Ciphertexts share none but by chance; compressed and masked messages
 * do, since people repeat themselves. Only keyed hashes are kept.
 */
import { GRAM_SHARE, MAX_GRAMS, SHARED_GRAMS_LIMIT } from './constants.ts';

const GRAM = 4;
/** Bytes of a body that are looked at: the memory would not hold more. */
const MAX_READ = 2048;

export interface GramState {
  hashes: number[];
  shared: number;
  expected: number;
}

export class GramMemory {
  readonly #key: number;
  readonly #hashes: Set<number>;
  #shared: number;
  #expected: number;

  constructor(mask: Uint8Array, state?: GramState) {
    this.#key = gramAt(mask, 0);
    this.#hashes = new Set(state?.hashes);
    this.#shared = state?.shared ?? 0;
    this.#expected = state?.expected ?? 0;
  }

  add(body: Uint8Array): void {
    const own = new Set<number>();
    const end = Math.min(body.length, MAX_READ) - GRAM;
    for (let at = 0; at <= end; at += 1) {
      const hash = this.#hash(gramAt(body, at));
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
  }

  /** Sequences that a body had in common with one before it. */
  get shared(): number {
    return this.#shared;
  }

  /** True where uniform bytes would share so many once in a billion slots at most. */
  get tooMany(): boolean {
    return poissonTail(this.#shared, this.#expected) <= SHARED_GRAMS_LIMIT;
  }

  /** One to one, so that only equal sequences meet. */
  #hash(gram: number): number {
    let mixed = Math.imul(gram ^ this.#key, 0x9e3779b1);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca77);
    return (mixed ^ (mixed >>> 13)) >>> 0;
  }

  toJSON(): GramState {
    return { hashes: [...this.#hashes], shared: this.#shared, expected: this.#expected };
  }
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
