/** Collects decoded bytes up to a limit. */
const FIRST_SIZE = 512;

export class ByteSink {
  readonly #limit: number;
  #bytes = new Uint8Array(0);
  #size = 0;
  /** True once something did not fit. */
  full = false;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get size(): number {
    return this.#size;
  }

  bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#size);
  }

  /** False, and nothing added, when it does not fit. */
  add(bytes: Uint8Array): boolean {
    if (!this.#reserve(bytes.length)) return false;
    this.#bytes.set(bytes, this.#size);
    this.#size += bytes.length;
    return true;
  }

  /** Repeats what was added `distance` bytes ago, `count` bytes long; it may overlap itself. False as in `add`. */
  repeat(distance: number, count: number): boolean {
    if (distance < 1 || distance > this.#size || !this.#reserve(count)) return false;
    const bytes = this.#bytes;
    for (let left = count; left > 0; left -= 1, this.#size += 1) {
      bytes[this.#size] = bytes[this.#size - distance] ?? 0;
    }
    return true;
  }

  #reserve(count: number): boolean {
    const needed = this.#size + count;
    if (needed > this.#limit) {
      this.full = true;
      return false;
    }
    if (needed <= this.#bytes.length) return true;
    const wanted = Math.max(needed, this.#bytes.length * 2, FIRST_SIZE);
    const larger = new Uint8Array(Math.min(this.#limit, wanted));
    larger.set(this.#bytes);
    this.#bytes = larger;
    return true;
  }
}
