/**
 * Finds a text of which every byte was changed by the same byte, added or by XOR. Whatever the mask is, the differences of
 * neighbouring bytes stay what they were: so these are compared, and no mask is guessed.
 */
const MIN_SIZE = 12;
/** Below this, runs of one byte and counters have the same differences: `hahahaha`, `abcdefgh`. */
const MIN_DISTINCT = 6;

const encoder = new TextEncoder();

export class MaskFilter {
  readonly #xor: Uint8Array;
  readonly #sum: Uint8Array;
  readonly #usable: boolean;

  constructor(text: string) {
    const bytes = encoder.encode(text);
    const size = Math.max(0, bytes.length - 1);
    const next = (at: number) => bytes[at + 1] ?? 0;
    this.#xor = Uint8Array.from({ length: size }, (_, at) => (bytes[at] ?? 0) ^ next(at));
    this.#sum = Uint8Array.from({ length: size }, (_, at) => next(at) - (bytes[at] ?? 0));
    const distinct = Math.min(new Set(this.#xor).size, new Set(this.#sum).size);
    this.#usable = bytes.length >= MIN_SIZE && distinct >= MIN_DISTINCT;
  }

  matches(bytes: Uint8Array): boolean {
    if (!this.#usable) return false;
    const xor = this.#xor;
    const sum = this.#sum;
    const last = bytes.length - 1 - xor.length;
    const [xorFirst, xorSecond] = xor;
    const [sumFirst, sumSecond] = sum;
    for (let at = 0; at <= last; at += 1) {
      const first = bytes[at] ?? 0;
      const second = bytes[at + 1] ?? 0;
      const third = bytes[at + 2] ?? 0;
      if ((first ^ second) === xorFirst && (second ^ third) === xorSecond) {
        if (followsByXor(bytes, at, xor)) return true;
      }
      if (((second - first) & 255) === sumFirst && ((third - second) & 255) === sumSecond) {
        if (followsBySum(bytes, at, sum)) return true;
      }
    }
    return false;
  }
}

function followsByXor(bytes: Uint8Array, start: number, differences: Uint8Array): boolean {
  return differences.every(
    (difference, at) => ((bytes[start + at] ?? 0) ^ (bytes[start + at + 1] ?? 0)) === difference,
  );
}

function followsBySum(bytes: Uint8Array, start: number, differences: Uint8Array): boolean {
  return differences.every(
    (difference, at) =>
      (((bytes[start + at + 1] ?? 0) - (bytes[start + at] ?? 0)) & 255) === difference,
  );
}
