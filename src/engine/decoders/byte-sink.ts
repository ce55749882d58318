/** Where decoders of LZ77 formats put what they find: literals, and repetitions of what was there before. */
export interface Sink {
  readonly size: number;
  /** Adds `bytes` from `start` to `end`. False, and nothing added, when it does not fit. */
  add(bytes: Uint8Array, start: number, end: number): boolean;
  /** Repeats what was added `distance` bytes ago, `count` bytes long; it may overlap itself. False as in `add`. */
  repeat(distance: number, count: number): boolean;
}

/** Only counts: enough to see whether bytes are a stream at all, which uniform ones are not after a few steps. */
export class ByteCount implements Sink {
  readonly #limit: number;
  size = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(_bytes: Uint8Array, start: number, end: number): boolean {
    return this.#grow(end - start);
  }

  repeat(distance: number, count: number): boolean {
    return distance >= 1 && distance <= this.size && this.#grow(count);
  }

  #grow(count: number): boolean {
    this.size += count;
    return this.size <= this.#limit;
  }
}

const FIRST_SIZE = 512;

/** Collects decoded bytes up to a limit. */
export class ByteSink implements Sink {
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

  add(bytes: Uint8Array, start: number, end: number): boolean {
    if (!this.#reserve(end - start)) return false;
    this.#bytes.set(bytes.subarray(start, end), this.#size);
    this.#size += end - start;
    return true;
  }

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
