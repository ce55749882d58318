const NOTHING = new Uint8Array(0);

/**
 * Reads a binary form from front to back. A read past the end, or of something else than is wanted, fails the whole
 * reading: later reads then return 0 or nothing, and only `complete` counts. So a form is written down as one
 * line after the other, without a test after each.
 */
export class FormReader {
  readonly #bytes: Uint8Array;
  #at = 0;
  #failed = false;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get left(): number {
    return this.#failed ? 0 : this.#bytes.length - this.#at;
  }

  /** Nothing failed, and every byte was read. */
  get complete(): boolean {
    return !this.#failed && this.#at === this.#bytes.length;
  }

  get failed(): boolean {
    return this.#failed;
  }

  fail(): void {
    this.#failed = true;
  }

  /** Fails unless it holds. */
  expect(holds: boolean): void {
    if (!holds) this.#failed = true;
  }

  peek(): number | undefined {
    return this.#failed ? undefined : this.#bytes[this.#at];
  }

  /** An unsigned number, big-endian, of at most 6 bytes. */
  number(size: number): number {
    let value = 0;
    for (const byte of this.bytes(size)) value = value * 256 + byte;
    return value;
  }

  bytes(size: number): Uint8Array {
    if (this.#failed || size > this.#bytes.length - this.#at) {
      this.#failed = true;
      return NOTHING;
    }
    this.#at += size;
    return this.#bytes.subarray(this.#at - size, this.#at);
  }
}
