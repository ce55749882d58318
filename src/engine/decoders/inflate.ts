/**
 * Deflate (RFC 1951). Own code instead of a library because three things are needed that libraries hide: where the
 * stream ends (raw deflate has no mark, so "ends exactly with the last byte" is its only sign), that a chunk ended
 * at a sync flush, and a hard stop in the middle of a decompression bomb. Random bytes are turned away within
 * about a hundred nanoseconds.
 */
export interface Inflated {
  bytes: Uint8Array;
  /** Bytes of the input that belong to the stream. */
  consumed: number;
  /**
   * `final`: a last block was seen. `flushed`: the input ends at a block's end, as sync-flushed chunks do.
   * `cut`: the output limit was met. `truncated`: the input ended inside a block.
   */
  end: 'final' | 'flushed' | 'cut' | 'truncated';
}

const LENGTH_BASE = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
  163, 195, 227, 258,
];
const LENGTH_EXTRA = [
  0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
];
const DISTANCE_BASE = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049,
  3073, 4097, 6145, 8193, 12289, 16385, 24577,
];
const DISTANCE_EXTRA = [
  0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
];
const CODE_LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const MAX_BITS = 15;
const FIRST_OUTPUT = 512;

/** Canonical Huffman code: number of codes of each length, and the symbols in order. */
interface Code {
  counts: Uint16Array;
  symbols: Uint16Array;
}

/** Undefined when the lengths give more codes than there is room for, or leave room in a code of several symbols. */
function makeCode(lengths: Uint8Array): Code | undefined {
  const counts = new Uint16Array(MAX_BITS + 1);
  for (const length of lengths) counts[length] = (counts[length] ?? 0) + 1;
  const used = lengths.length - (counts[0] ?? 0);
  counts[0] = 0;
  const offsets = new Uint16Array(MAX_BITS + 2);
  let room = 1;
  for (let bits = 1; bits <= MAX_BITS; bits += 1) {
    const count = counts[bits] ?? 0;
    room = room * 2 - count;
    if (room < 0) return undefined;
    offsets[bits + 1] = (offsets[bits] ?? 0) + count;
  }
  if (room > 0 && used > 1) return undefined;
  const symbols = new Uint16Array(used);
  for (const [symbol, length] of lengths.entries()) {
    if (length === 0) continue;
    const at = offsets[length] ?? 0;
    symbols[at] = symbol;
    offsets[length] = at + 1;
  }
  return { counts, symbols };
}

function fixedCodes(): [Code, Code] {
  const lengths = new Uint8Array(288).fill(8);
  lengths.fill(9, 144, 256);
  lengths.fill(7, 256, 280);
  const literals = makeCode(lengths);
  const counts = new Uint16Array(MAX_BITS + 1);
  counts[5] = 30;
  const distances = { counts, symbols: Uint16Array.from({ length: 30 }, (_, at) => at) };
  if (!literals) throw new Error('the fixed code of RFC 1951 is complete');
  return [literals, distances];
}

const [FIXED_LITERALS, FIXED_DISTANCES] = fixedCodes();

/** Thrown without ever being shown, so made once: an exception's stack costs more than the check that fails. */
const NOT_DEFLATE = new Error('not deflate');
const OUTPUT_LIMIT = new Error('output limit');
const INPUT_ENDED = new Error('input ended');

class Inflater {
  readonly #input: Uint8Array;
  readonly #limit: number;
  #at: number;
  #held = 0;
  #heldBits = 0;
  #output: Uint8Array;
  #length = 0;

  constructor(input: Uint8Array, start: number, limit: number) {
    this.#input = input;
    this.#at = start;
    this.#limit = limit;
    this.#output = new Uint8Array(Math.min(limit, FIRST_OUTPUT));
  }

  run(): Inflated {
    let end: Inflated['end'] = 'final';
    try {
      while (this.#block()) {
        // A sync flush is an empty stored block, so the input is used up at a byte boundary.
        if (this.#heldBits === 0 && this.#at === this.#input.length) {
          end = 'flushed';
          break;
        }
      }
    } catch (error) {
      if (error === OUTPUT_LIMIT) end = 'cut';
      else if (error === INPUT_ENDED) end = 'truncated';
      else throw error;
    }
    return { bytes: this.#output.subarray(0, this.#length), consumed: this.#at, end };
  }

  /** False after the last block. */
  #block(): boolean {
    const last = this.#bits(1) === 1;
    const type = this.#bits(2);
    if (type === 0) this.#stored();
    else if (type === 1) this.#compressed(FIXED_LITERALS, FIXED_DISTANCES);
    else if (type === 2) this.#dynamic();
    else throw NOT_DEFLATE;
    return !last;
  }

  #bits(count: number): number {
    while (this.#heldBits < count) {
      if (this.#at >= this.#input.length) throw INPUT_ENDED;
      this.#held |= (this.#input[this.#at] ?? 0) << this.#heldBits;
      this.#at += 1;
      this.#heldBits += 8;
    }
    const bits = this.#held & ((1 << count) - 1);
    this.#held >>>= count;
    this.#heldBits -= count;
    return bits;
  }

  #stored(): void {
    this.#held = 0;
    this.#heldBits = 0;
    const length = this.#bits(16);
    const inverse = this.#bits(16);
    if (length !== (~inverse & 0xffff)) throw NOT_DEFLATE;
    if (this.#at + length > this.#input.length) throw INPUT_ENDED;
    this.#reserve(length);
    this.#output.set(this.#input.subarray(this.#at, this.#at + length), this.#length);
    this.#length += length;
    this.#at += length;
  }

  #dynamic(): void {
    const literalCount = this.#bits(5) + 257;
    const distanceCount = this.#bits(5) + 1;
    const codeCount = this.#bits(4) + 4;
    if (literalCount > 286 || distanceCount > 30) throw NOT_DEFLATE;
    const orderLengths = new Uint8Array(19);
    for (let at = 0; at < codeCount; at += 1) {
      orderLengths[CODE_LENGTH_ORDER[at] ?? 0] = this.#bits(3);
    }
    const lengthCode = makeCode(orderLengths);
    if (!lengthCode) throw NOT_DEFLATE;
    const lengths = this.#codeLengths(lengthCode, literalCount + distanceCount);
    if (lengths[256] === 0) throw NOT_DEFLATE;
    const literals = makeCode(lengths.subarray(0, literalCount));
    const distances = makeCode(lengths.subarray(literalCount));
    if (!literals || !distances) throw NOT_DEFLATE;
    this.#compressed(literals, distances);
  }

  #codeLengths(code: Code, count: number): Uint8Array {
    const lengths = new Uint8Array(count);
    for (let at = 0; at < count; ) {
      const symbol = this.#symbol(code);
      if (symbol < 16) {
        lengths[at] = symbol;
        at += 1;
        continue;
      }
      if (symbol === 16 && at === 0) throw NOT_DEFLATE;
      const value = symbol === 16 ? (lengths[at - 1] ?? 0) : 0;
      const repeat =
        symbol === 16 ? 3 + this.#bits(2) : symbol === 17 ? 3 + this.#bits(3) : 11 + this.#bits(7);
      if (at + repeat > count) throw NOT_DEFLATE;
      lengths.fill(value, at, at + repeat);
      at += repeat;
    }
    return lengths;
  }

  #symbol({ counts, symbols }: Code): number {
    let code = 0;
    let first = 0;
    let index = 0;
    for (let bits = 1; bits <= MAX_BITS; bits += 1) {
      code |= this.#bits(1);
      const count = counts[bits] ?? 0;
      if (code - count < first) return symbols[index + (code - first)] ?? 0;
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    throw NOT_DEFLATE;
  }

  #compressed(literals: Code, distances: Code): void {
    for (;;) {
      const symbol = this.#symbol(literals);
      if (symbol === 256) return;
      if (symbol < 256) {
        this.#reserve(1);
        this.#output[this.#length] = symbol;
        this.#length += 1;
        continue;
      }
      const base = LENGTH_BASE[symbol - 257];
      if (base === undefined) throw NOT_DEFLATE;
      const length = base + this.#bits(LENGTH_EXTRA[symbol - 257] ?? 0);
      const distanceSymbol = this.#symbol(distances);
      const distanceBase = DISTANCE_BASE[distanceSymbol];
      if (distanceBase === undefined) throw NOT_DEFLATE;
      const distance = distanceBase + this.#bits(DISTANCE_EXTRA[distanceSymbol] ?? 0);
      if (distance > this.#length) throw NOT_DEFLATE;
      this.#reserve(length);
      const output = this.#output;
      for (let left = length; left > 0; left -= 1, this.#length += 1) {
        output[this.#length] = output[this.#length - distance] ?? 0;
      }
    }
  }

  #reserve(count: number): void {
    const needed = this.#length + count;
    if (needed > this.#limit) throw OUTPUT_LIMIT;
    if (needed <= this.#output.length) return;
    const larger = new Uint8Array(Math.min(this.#limit, Math.max(needed, this.#output.length * 2)));
    larger.set(this.#output);
    this.#output = larger;
  }
}

/** Inflates raw deflate data from `start`, at most `limit` bytes of output. Undefined when it is no deflate stream. */
export function inflate(input: Uint8Array, start: number, limit: number): Inflated | undefined {
  try {
    return new Inflater(input, start, limit).run();
  } catch {
    return undefined;
  }
}
