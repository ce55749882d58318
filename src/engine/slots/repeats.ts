/** Traits of tokens: the same body again, and one length always. Keeps hashes and lengths. */
import { MAX_REPEAT_HASHES, MIN_FIXED } from './constants.ts';

export interface RepeatState {
  hashes: string[];
  repeated: number;
  bodies: number;
  shortest: number;
  longest: number;
}

export class Repeats {
  readonly #mask: Uint8Array;
  readonly #hashes: Set<string>;
  #repeated: number;
  #bodies: number;
  #shortest: number;
  #longest: number;

  constructor(mask: Uint8Array, state?: RepeatState) {
    this.#mask = mask;
    this.#hashes = new Set(state?.hashes);
    this.#repeated = state?.repeated ?? 0;
    this.#bodies = state?.bodies ?? 0;
    this.#shortest = state?.shortest ?? Number.MAX_SAFE_INTEGER;
    this.#longest = state?.longest ?? 0;
  }

  /** True when the very same body was there before, among the last 256. */
  add(body: Uint8Array): boolean {
    this.#bodies += 1;
    this.#shortest = Math.min(this.#shortest, body.length);
    this.#longest = Math.max(this.#longest, body.length);
    const hash = this.#hash(body);
    const again = this.#hashes.delete(hash);
    if (again) this.#repeated += 1;
    this.#hashes.add(hash);
    for (const oldest of this.#hashes) {
      if (this.#hashes.size <= MAX_REPEAT_HASHES) break;
      this.#hashes.delete(oldest);
    }
    return again;
  }

  get repeated(): number {
    return this.#repeated;
  }

  get fixedLength(): boolean {
    return this.#bodies >= MIN_FIXED && this.#shortest === this.#longest;
  }

  /** Two keyed hashes of 32 bits (FNV-1a with other starts), and the length. */
  #hash(body: Uint8Array): string {
    let left = 0x811c9dc5;
    let right = 0x2f0b4c47;
    for (const byte of this.#mask) left = Math.imul(left ^ byte, 0x01000193);
    for (let at = 0; at < body.length; at += 1) {
      const byte = body[at] ?? 0;
      left = Math.imul(left ^ byte, 0x01000193);
      right = Math.imul(right ^ (byte + (this.#mask[at & 31] ?? 0)), 0x85ebca6b) ^ (right >>> 13);
    }
    return `${body.length}.${left >>> 0}.${right >>> 0}`;
  }

  toJSON(): RepeatState {
    return {
      hashes: [...this.#hashes],
      repeated: this.#repeated,
      bodies: this.#bodies,
      shortest: this.#shortest,
      longest: this.#longest,
    };
  }
}
