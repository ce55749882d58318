/**
 * Deflate (RFC 1951). Own code instead of a library because three things are needed that libraries hide: where the
 * stream ends (raw deflate has no mark, so "ends exactly with the last byte" is its only sign), that a chunk ended
 * at a sync flush, and a hard stop in the middle of a decompression bomb. Random bytes are turned away within
 * about a hundred nanoseconds.
 */
import { type Code, MAX_BITS, makeCode } from './prefix-code.ts';

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
const FIRST_OUTPUT = 512;
/** Where every output begins, so that bytes that end after a few symbols cost no memory. One stream at a time. */
const FIRST = new Uint8Array(FIRST_OUTPUT);
/** Lengths of the nineteen length codes, in order; used for one block at a time. */
const ORDERED = new Uint8Array(19);

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

/** Why the work ended early. Not an exception: throwing one costs more than the check that fails. */
type Stop = '' | 'cut' | 'truncated' | 'broken';

class Inflater {
  readonly #input: Uint8Array;
  readonly #limit: number;
  #at: number;
  #held = 0;
  #heldBits = 0;
  #output = FIRST;
  #length = 0;
  /** Once it is set, every reader below returns something harmless, and the loops end. */
  #stop: Stop = '';

  constructor(input: Uint8Array, start: number, limit: number) {
    this.#input = input;
    this.#at = start;
    this.#limit = limit;
  }

  run(): Inflated | undefined {
    let flushed = false;
    while (this.#block()) {
      // A sync flush is an empty stored block, so the input is used up at a byte boundary.
      if (this.#heldBits === 0 && this.#at === this.#input.length) {
        flushed = true;
        break;
      }
    }
    if (this.#stop === 'broken') return undefined;
    const end = this.#stop === '' ? (flushed ? 'flushed' : 'final') : this.#stop;
    const kept = this.#output === FIRST ? FIRST.slice(0, this.#length) : this.#output;
    return { bytes: kept.subarray(0, this.#length), consumed: this.#at, end };
  }

  #fail(stop: Stop): void {
    if (this.#stop === '') this.#stop = stop;
  }

  /** False after the last block. */
  #block(): boolean {
    const last = this.#bits(1) === 1;
    const type = this.#bits(2);
    if (type === 0) this.#stored();
    else if (type === 1) this.#compressed(FIXED_LITERALS, FIXED_DISTANCES);
    else if (type === 2) this.#dynamic();
    else this.#fail('broken');
    return !last && this.#stop === '';
  }

  #bits(count: number): number {
    while (this.#heldBits < count) {
      if (this.#at >= this.#input.length) {
        this.#fail('truncated');
        return 0;
      }
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
    if (this.#stop !== '') return;
    if (length !== (~inverse & 0xffff)) this.#fail('broken');
    else if (this.#at + length > this.#input.length) this.#fail('truncated');
    else if (this.#reserve(length)) {
      this.#output.set(this.#input.subarray(this.#at, this.#at + length), this.#length);
      this.#length += length;
      this.#at += length;
    }
  }

  #dynamic(): void {
    const literalCount = this.#bits(5) + 257;
    const distanceCount = this.#bits(5) + 1;
    const codeCount = this.#bits(4) + 4;
    const inRange = literalCount <= 286 && distanceCount <= 30;
    const lengthCode = inRange ? this.#lengthCode(codeCount) : undefined;
    const lengths = lengthCode && this.#codeLengths(lengthCode, literalCount + distanceCount);
    // Without a word for its end a block would have none.
    const complete = lengths !== undefined && this.#stop === '' && lengths[256] !== 0;
    const literals = complete && makeCode(lengths.subarray(0, literalCount));
    const distances = complete && makeCode(lengths.subarray(literalCount));
    if (literals && distances) this.#compressed(literals, distances);
    else this.#fail('broken');
  }

  /** Uniform bytes end here nearly always: 499 of 500 sets of lengths are those of no code. */
  #lengthCode(count: number): Code | undefined {
    let room = 128;
    for (let at = 0; at < count; at += 1) {
      const length = this.#bits(3);
      ORDERED[CODE_LENGTH_ORDER[at] ?? 0] = length;
      if (length > 0) room -= 128 >> length;
    }
    // A single word of one bit may stand alone.
    const complete = room === 0 || room >= 64;
    const code = complete && this.#stop === '' ? makeCode(ORDERED) : undefined;
    ORDERED.fill(0);
    return code;
  }

  #codeLengths(code: Code, count: number): Uint8Array {
    const lengths = new Uint8Array(count);
    for (let at = 0; at < count && this.#stop === ''; ) {
      const symbol = this.#symbol(code);
      if (symbol < 16) {
        lengths[at] = symbol;
        at += 1;
        continue;
      }
      const value = symbol === 16 ? (lengths[at - 1] ?? 0) : 0;
      const repeat =
        symbol === 16 ? 3 + this.#bits(2) : symbol === 17 ? 3 + this.#bits(3) : 11 + this.#bits(7);
      if ((symbol === 16 && at === 0) || at + repeat > count) this.#fail('broken');
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
    this.#fail('broken');
    return 0;
  }

  #compressed(literals: Code, distances: Code): void {
    for (;;) {
      const symbol = this.#symbol(literals);
      if (symbol === 256 || this.#stop !== '') return;
      if (symbol < 256) {
        if (!this.#reserve(1)) return;
        this.#output[this.#length] = symbol;
        this.#length += 1;
      } else if (!this.#copy(symbol - 257, distances)) return;
    }
  }

  /** False where nothing can follow. */
  #copy(lengthSymbol: number, distances: Code): boolean {
    const length = (LENGTH_BASE[lengthSymbol] ?? 0) + this.#bits(LENGTH_EXTRA[lengthSymbol] ?? 0);
    const symbol = this.#symbol(distances);
    const distance = (DISTANCE_BASE[symbol] ?? 0) + this.#bits(DISTANCE_EXTRA[symbol] ?? 0);
    if (this.#stop !== '') return false;
    if (length === 0 || symbol > 29 || distance > this.#length) this.#fail('broken');
    if (this.#stop !== '' || !this.#reserve(length)) return false;
    const output = this.#output;
    for (let left = length; left > 0; left -= 1, this.#length += 1) {
      output[this.#length] = output[this.#length - distance] ?? 0;
    }
    return true;
  }

  /** Makes room for `count` more bytes; false beyond the limit. */
  #reserve(count: number): boolean {
    const needed = this.#length + count;
    if (needed > this.#limit) {
      this.#fail('cut');
      return false;
    }
    if (needed <= this.#output.length) return true;
    const wanted = Math.max(needed, this.#output.length * 2);
    const larger = new Uint8Array(Math.min(this.#limit, wanted));
    larger.set(this.#output.subarray(0, this.#length));
    this.#output = larger;
    return true;
  }
}

/** Inflates raw deflate data from `start`, at most `limit` bytes of output. Undefined when it is no deflate stream. */
export function inflate(input: Uint8Array, start: number, limit: number): Inflated | undefined {
  return new Inflater(input, start, limit).run();
}
