/** Thrown for bytes of another format. Made once: to make an exception takes longer than to read most formats. */
export const OTHER_FORMAT = new RangeError('another format');

/** Reads a byte format from front to back. Leaving the bytes throws, which at a decoder's boundary means "not this format". */
export class ByteReader {
  readonly bytes: Uint8Array;
  readonly #view: DataView;
  at: number;

  constructor(bytes: Uint8Array, at = 0) {
    this.bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = at;
  }

  get left(): number {
    return this.bytes.length - this.at;
  }

  u8(): number {
    return this.#view.getUint8(this.#step(1));
  }

  /** Unsigned, big-endian unless `little`. */
  u16(little = false): number {
    return this.#view.getUint16(this.#step(2), little);
  }

  u24(little = false): number {
    const at = this.#step(3);
    const first = this.bytes[at] ?? 0;
    const middle = (this.bytes[at + 1] ?? 0) << 8;
    const last = this.bytes[at + 2] ?? 0;
    return little ? (last << 16) | middle | first : (first << 16) | middle | last;
  }

  u32(little = false): number {
    return this.#view.getUint32(this.#step(4), little);
  }

  take(size: number): Uint8Array {
    const start = this.#step(size);
    return this.bytes.subarray(start, start + size);
  }

  rest(): Uint8Array {
    return this.take(this.left);
  }

  #step(size: number): number {
    const start = this.at;
    if (size < 0 || start + size > this.bytes.length) throw OTHER_FORMAT;
    this.at = start + size;
    return start;
  }
}
