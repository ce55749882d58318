/**
 * The brotli format (RFC 7932). Own code instead of a library for the reasons that inflate.ts has, and one more: that
 * there is no sign of brotli but that a stream ends exactly with the last byte, so this is tried on every opaque
 * leaf. It writes into one buffer that grows to `limit` and no further, whatever window the stream asks for, and
 * it turns uniform bytes away within a few hundred nanoseconds.
 */
import { literalContext } from './brotli-context.ts';
import { dictionaryWord } from './brotli-dictionary.ts';
import { type Code, MAX_BITS, makeCode } from './prefix-code.ts';

/** Base and extra bits of block lengths, insert lengths and copy lengths (RFC 7932 §5 and §6). */
const BLOCK_EXTRA = [
  2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 6, 6, 7, 8, 9, 10, 11, 12, 13, 24,
];
const INSERT_EXTRA = [0, 0, 0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 7, 8, 9, 10, 12, 14, 24];
const COPY_EXTRA = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 7, 8, 9, 10, 24];
const BLOCK_BASE = basesOf(BLOCK_EXTRA, 1);
const INSERT_BASE = basesOf(INSERT_EXTRA, 0);
const COPY_BASE = basesOf(COPY_EXTRA, 2);
/** First insert and copy length codes of the eleven groups of 64 commands; the first two repeat the last distance. */
const INSERT_GROUP = [0, 0, 0, 0, 8, 8, 0, 16, 8, 16, 16];
const COPY_GROUP = [0, 8, 0, 8, 0, 8, 16, 0, 16, 8, 16];
const COMMANDS = 704;
/** Which of the last four distances the first sixteen codes mean, and what is added. */
const SHORT_INDEX = [0, 1, 2, 3, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1];
const SHORT_ADDED = [0, 0, 0, 0, -1, 1, -2, 2, -3, 3, -1, 1, -2, 2, -3, 3];
const CODE_LENGTH_ORDER = [1, 2, 3, 4, 0, 5, 17, 6, 16, 7, 8, 9, 10, 11, 12, 13, 14, 15];
/** Simple codes by their number of symbols (5: four, uneven): words of each length; symbols with a length of their own. */
const SIMPLE_FORMS = [
  undefined,
  undefined,
  { counts: Uint16Array.of(0, 2), alone: 0 },
  { counts: Uint16Array.of(0, 1, 2), alone: 1 },
  { counts: Uint16Array.of(0, 0, 4), alone: 0 },
  { counts: Uint16Array.of(0, 1, 1, 2), alone: 2 },
];
const FIRST_OUTPUT = 512;

/** Every base is the one before and the range of its extra bits. */
function basesOf(extra: readonly number[], first: number): number[] {
  let base = first;
  return extra.map((bits) => {
    base += 1 << bits;
    return base - (1 << bits);
  });
}

const NOTHING = new Uint8Array(0);
/** The context map of a single tree: all zeros, for any number of contexts. Never written to. */
const ONE_TREE = new Uint8Array(256 * 64);
/** Lengths of words while a code is read, and the modes of one block; one stream at a time. */
const LENGTHS = new Uint8Array(COMMANDS);
const LENGTH_LENGTHS = new Uint8Array(18);
const MODES = new Uint8Array(256);

/** A prefix code; one symbol alone takes no bits. */
type Symbols = Code | number;

/** One of the three kinds of blocks: literals, commands, distances. */
interface Blocks {
  count: number;
  type: number;
  before: number;
  left: number;
  types: Symbols;
  lengths: Symbols;
}

class Unbrotlier {
  readonly #input: Uint8Array;
  readonly #limit: number;
  #at = 0;
  #held = 0;
  #heldBits = 0;
  #output = NOTHING;
  #length = 0;
  #window = 0;
  /** The last four distances, latest first. */
  readonly #distances = [4, 11, 15, 16];
  /** Once it is set, every reader below returns something harmless, and the loops end: throwing would cost more. */
  #broken = false;

  constructor(input: Uint8Array, limit: number) {
    this.#input = input;
    this.#limit = limit;
  }

  run(): Uint8Array | undefined {
    this.#window = (1 << this.#windowBits()) - 16;
    while (this.#block());
    // The rest of the last byte is zero, and nothing follows.
    const exact = this.#held === 0 && this.#at === this.#input.length;
    return exact && !this.#broken ? this.#output.subarray(0, this.#length) : undefined;
  }

  #bits(count: number): number {
    while (this.#heldBits < count) {
      if (this.#at >= this.#input.length) {
        this.#broken = true;
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

  #windowBits(): number {
    if (this.#bits(1) === 0) return 16;
    const high = this.#bits(3);
    if (high !== 0) return 17 + high;
    const low = this.#bits(3);
    // 1 would be the "large window" that no browser opens.
    if (low === 1) this.#broken = true;
    return low === 0 ? 17 : 8 + low;
  }

  /** False after the last one. */
  #block(): boolean {
    const last = this.#bits(1) === 1;
    if (last && this.#bits(1) === 1) return false;
    const nibbles = this.#bits(2) + 4;
    if (nibbles === 7) this.#skipped();
    else {
      let size = 1;
      for (let at = 0; at < nibbles; at += 1) {
        const nibble = this.#bits(4);
        if (at >= 4 && at === nibbles - 1 && nibble === 0) this.#broken = true;
        size += nibble << (at * 4);
      }
      if (this.#length + size > this.#limit) this.#broken = true;
      else if (!last && this.#bits(1) === 1) this.#stored(size);
      else this.#compressed(size);
    }
    return !last && !this.#broken;
  }

  #align(): void {
    if (this.#held !== 0) this.#broken = true;
    this.#heldBits = 0;
  }

  /** Metadata, which is not part of the output. It could hide anything, so only the empty one of a flush passes. */
  #skipped(): void {
    if (this.#bits(3) !== 0) this.#broken = true;
    this.#align();
  }

  #stored(size: number): void {
    this.#align();
    if (size > this.#input.length - this.#at) this.#broken = true;
    if (this.#broken) return;
    this.#write(this.#input.subarray(this.#at, this.#at + size));
    this.#at += size;
  }

  #write(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#output.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** No block goes beyond the limit: its size is looked at first. */
  #reserve(count: number): void {
    const needed = this.#length + count;
    if (needed <= this.#output.length) return;
    const wanted = Math.max(needed, this.#output.length * 2, FIRST_OUTPUT);
    const larger = new Uint8Array(Math.min(this.#limit, wanted));
    larger.set(this.#output);
    this.#output = larger;
  }

  #compressed(size: number): void {
    const literals = this.#blocks();
    const commands = this.#blocks();
    const references = this.#blocks();
    const postfix = this.#bits(2);
    const direct = this.#bits(4) << postfix;
    if (this.#broken) return;
    for (let at = 0; at < literals.count; at += 1) MODES[at] = this.#bits(2);
    const literalTrees = this.#small();
    const literalMap = this.#contextMap(literals.count * 64, literalTrees);
    const distanceTrees = this.#small();
    const distanceMap = this.#contextMap(references.count * 4, distanceTrees);
    const literalCodes = this.#codes(literalTrees, 256);
    const commandCodes = this.#codes(commands.count, COMMANDS);
    const distanceCodes = this.#codes(distanceTrees, 16 + direct + (48 << postfix));

    const end = this.#length + size;
    while (this.#length < end && !this.#broken) {
      this.#switch(commands);
      const command = this.#symbol(commandCodes[commands.type] ?? 0);
      const insertCode = (INSERT_GROUP[command >> 6] ?? 0) + ((command >> 3) & 7);
      const copyCode = (COPY_GROUP[command >> 6] ?? 0) + (command & 7);
      const insert = (INSERT_BASE[insertCode] ?? 0) + this.#bits(INSERT_EXTRA[insertCode] ?? 0);
      const copy = (COPY_BASE[copyCode] ?? 0) + this.#bits(COPY_EXTRA[copyCode] ?? 0);
      if (this.#length + insert > end) this.#broken = true;
      if (this.#broken) return;
      this.#reserve(insert);
      for (let left = insert; left > 0 && !this.#broken; left -= 1) {
        this.#switch(literals);
        const before = this.#output[this.#length - 2] ?? 0;
        const recent = this.#output[this.#length - 1] ?? 0;
        const context = literalContext(MODES[literals.type] ?? 0, recent, before);
        const tree = literalMap[literals.type * 64 + context] ?? 0;
        this.#output[this.#length] = this.#symbol(literalCodes[tree] ?? 0);
        this.#length += 1;
      }
      if (this.#length === end || this.#broken) return;
      let code = 0;
      if (command >= 128) {
        this.#switch(references);
        const tree = distanceMap[references.type * 4 + Math.min(copy, 5) - 2] ?? 0;
        code = this.#symbol(distanceCodes[tree] ?? 0);
      }
      this.#copy(this.#distance(code, postfix, direct), copy, code !== 0, end);
    }
  }

  #distance(code: number, postfix: number, direct: number): number {
    if (code < 16) {
      const near = (this.#distances[SHORT_INDEX[code] ?? 0] ?? 0) + (SHORT_ADDED[code] ?? 0);
      if (near <= 0) this.#broken = true;
      return near;
    }
    const far = code - 16 - direct;
    if (far < 0) return code - 15;
    const bits = 1 + (far >> (postfix + 1));
    const high = far >> postfix;
    const offset = ((2 + (high & 1)) << bits) - 4;
    return ((offset + this.#bits(bits)) << postfix) + (far & ((1 << postfix) - 1)) + direct + 1;
  }

  /** Distances beyond the output, or beyond the window, mean words of the dictionary. */
  #copy(distance: number, count: number, isNew: boolean, end: number): void {
    if (this.#broken) return;
    const furthest = Math.min(this.#window, this.#length);
    if (distance > furthest) {
      const word = dictionaryWord(count, distance - furthest - 1);
      if (word === undefined || this.#length + word.length > end) this.#broken = true;
      else this.#write(word);
      return;
    }
    if (isNew) {
      this.#distances.pop();
      this.#distances.unshift(distance);
    }
    if (this.#length + count > end) this.#broken = true;
    if (this.#broken) return;
    this.#reserve(count);
    const output = this.#output;
    for (let left = count; left > 0; left -= 1, this.#length += 1) {
      output[this.#length] = output[this.#length - distance] ?? 0;
    }
  }

  /** A number from 1 to 256 (RFC 7932 §9.2). */
  #small(): number {
    if (this.#bits(1) === 0) return 1;
    const bits = this.#bits(3);
    return 1 + (1 << bits) + this.#bits(bits);
  }

  #blocks(): Blocks {
    const count = this.#small();
    if (count === 1 || this.#broken) {
      return { count, type: 0, before: 1, left: Number.POSITIVE_INFINITY, types: 0, lengths: 0 };
    }
    const types = this.#code(count + 2);
    const lengths = this.#code(BLOCK_EXTRA.length);
    return { count, type: 0, before: 1, left: this.#blockLength(lengths), types, lengths };
  }

  #blockLength(lengths: Symbols): number {
    const code = this.#symbol(lengths);
    return (BLOCK_BASE[code] ?? 0) + this.#bits(BLOCK_EXTRA[code] ?? 0);
  }

  #switch(blocks: Blocks): void {
    if (blocks.left === 0) {
      const code = this.#symbol(blocks.types);
      const next =
        code === 0 ? blocks.before : code === 1 ? (blocks.type + 1) % blocks.count : code - 2;
      blocks.before = blocks.type;
      blocks.type = next;
      blocks.left = this.#blockLength(blocks.lengths);
    }
    blocks.left -= 1;
  }

  /** Which code each context has (RFC 7932 §7.3): runs of zeros, perhaps moved to the front. */
  #contextMap(size: number, trees: number): Uint8Array {
    if (this.#broken) return NOTHING;
    if (trees === 1) return ONE_TREE;
    const map = new Uint8Array(size);
    const longest = this.#bits(1) === 1 ? this.#bits(4) + 1 : 0;
    const code = this.#code(trees + longest);
    for (let at = 0; at < size && !this.#broken; ) {
      const symbol = this.#symbol(code);
      const run = symbol > 0 && symbol <= longest ? (1 << symbol) + this.#bits(symbol) : 1;
      if (at + run > size) this.#broken = true;
      if (symbol > longest) map[at] = symbol - longest;
      at += run;
    }
    if (this.#bits(1) === 1 && !this.#broken) undoMoveToFront(map);
    return map;
  }

  #codes(count: number, alphabet: number): Symbols[] {
    const codes: Symbols[] = [];
    while (codes.length < count && !this.#broken) codes.push(this.#code(alphabet));
    return codes;
  }

  /** Reads a prefix code (RFC 7932 §3.4, §3.5). */
  #code(alphabet: number): Symbols {
    const skipped = this.#bits(2);
    if (this.#broken) return 0;
    return skipped === 1 ? this.#simpleCode(alphabet) : this.#longCode(alphabet, skipped);
  }

  /** One to four symbols, named one by one. */
  #simpleCode(alphabet: number): Symbols {
    const count = this.#bits(2) + 1;
    const width = 32 - Math.clz32(alphabet - 1);
    const symbols: number[] = [];
    for (let left = count; left > 0; left -= 1) {
      const symbol = this.#bits(width);
      if (symbol >= alphabet || symbols.includes(symbol)) this.#broken = true;
      symbols.push(symbol);
    }
    if (count === 1 || this.#broken) return symbols[0] ?? 0;
    const form = SIMPLE_FORMS[count === 4 && this.#bits(1) === 1 ? 5 : count];
    if (form === undefined) return 0;
    // Words of one length go by their symbols' order.
    const sorted = form.alone === 0 ? symbols : symbols.splice(form.alone);
    sorted.sort((left, right) => left - right);
    if (sorted !== symbols) symbols.push(...sorted);
    return { counts: form.counts, symbols: Uint16Array.from(symbols) };
  }

  #longCode(alphabet: number, skipped: number): Symbols {
    const code = this.#lengthCode(skipped);
    if (this.#broken) return 0;
    const lengths = LENGTHS.subarray(0, alphabet).fill(0);
    let room = 1 << MAX_BITS;
    let last = 8;
    let at = 0;
    let repeated = 0;
    let repeating = -1;
    while (at < alphabet && room > 0 && !this.#broken) {
      const symbol = this.#symbol(code);
      if (symbol < 16) {
        repeating = -1;
        lengths[at] = symbol;
        at += 1;
        if (symbol !== 0) {
          last = symbol;
          room -= (1 << MAX_BITS) >> symbol;
        }
        continue;
      }
      // Sixteen repeats the last length, seventeen zero; one right behind another multiplies it.
      const value = symbol === 16 ? last : 0;
      const bits = symbol - 14;
      const before = repeating === value ? repeated : 0;
      repeated = (before > 0 ? (before - 2) << bits : 0) + this.#bits(bits) + 3;
      repeating = value;
      const run = repeated - before;
      if (at + run > alphabet) this.#broken = true;
      lengths.fill(value, at, at + run);
      at += run;
      if (value !== 0) room -= run << (MAX_BITS - value);
    }
    if (room !== 0) this.#broken = true;
    return this.#broken ? 0 : this.#codeOf(lengths);
  }

  /** The code in which the lengths of the actual code are written. Uniform bytes end here or before. */
  #lengthCode(skipped: number): Symbols {
    const lengths = LENGTH_LENGTHS.fill(0);
    let room = 32;
    let used = 0;
    for (let at = skipped; at < 18 && room > 0; at += 1) {
      const length = this.#lengthOfLength();
      lengths[CODE_LENGTH_ORDER[at] ?? 0] = length;
      if (length === 0) continue;
      room -= 32 >> length;
      used += 1;
    }
    if (room !== 0 && used !== 1) this.#broken = true;
    return this.#broken ? 0 : this.#codeOf(lengths);
  }

  /** 00, 01, 10 stand for 0, 4, 3; then 110 (read from the right) for 2, 1110 and 1111 for 1 and 5. */
  #lengthOfLength(): number {
    const two = this.#bits(2);
    if (two < 3) return two === 0 ? 0 : 5 - two;
    if (this.#bits(1) === 0) return 2;
    return this.#bits(1) === 0 ? 1 : 5;
  }

  #codeOf(lengths: Uint8Array): Symbols {
    const code = makeCode(lengths);
    if (code === undefined || code.symbols.length === 0) this.#broken = true;
    if (code === undefined) return 0;
    return code.symbols.length === 1 ? (code.symbols[0] ?? 0) : code;
  }

  #symbol(code: Symbols): number {
    if (typeof code === 'number') return code;
    const { counts, symbols } = code;
    let word = 0;
    let first = 0;
    let index = 0;
    for (let bits = 1; bits <= MAX_BITS; bits += 1) {
      word |= this.#bits(1);
      const count = counts[bits] ?? 0;
      if (word - count < first) return symbols[index + (word - first)] ?? 0;
      index += count;
      first = (first + count) << 1;
      word <<= 1;
    }
    this.#broken = true;
    return 0;
  }
}

function undoMoveToFront(map: Uint8Array): void {
  const order = Array.from({ length: 256 }, (_, at) => at);
  for (const [at, place] of map.entries()) {
    const [value = 0] = order.splice(place, 1);
    order.unshift(value);
    map[at] = value;
  }
}

/**
 * What a brotli stream holds that fills the input exactly and yields at most `limit` bytes; undefined for anything else.
 */
export function unbrotli(input: Uint8Array, limit: number): Uint8Array | undefined {
  return new Unbrotlier(input, limit).run();
}
