/** Brotli's built-in words and what becomes of them (RFC 7932 §8, appendices A and B). */
import { Decompress } from 'fzstd';
import { z85Bytes } from './base85.ts';
import data from './brotli-dictionary.json' with { type: 'json' };
import { ByteSink } from './byte-sink.ts';

const SIZE = 122_784;
const MIN_LENGTH = 4;
/** Logarithm of the number of words, by their length from 4 to 24. */
const WORD_BITS = [10, 10, 11, 11, 10, 10, 10, 10, 10, 9, 9, 8, 7, 7, 8, 7, 7, 6, 6, 5, 5];

/** Where the words of each length begin. */
const OFFSETS: number[] = [0];
for (const [at, bits] of WORD_BITS.entries()) {
  OFFSETS.push((OFFSETS[at] ?? 0) + ((at + MIN_LENGTH) << bits));
}

let dictionary: Uint8Array | undefined;

/** Unpacked when the first stream refers to it: most pages never send one. */
function words(): Uint8Array {
  if (dictionary === undefined) {
    const sink = new ByteSink(SIZE);
    const unpacking = new Decompress((chunk) => sink.add(chunk, 0, chunk.length));
    unpacking.push(z85Bytes(data.dictionary) ?? new Uint8Array(0), true);
    dictionary = sink.bytes();
    if (dictionary.length !== SIZE) throw new Error('the dictionary of brotli is damaged');
  }
  return dictionary;
}

const encoder = new TextEncoder();
const TRANSFORMS = data.transforms.map(([prefix = '', change = '', suffix = '']) => ({
  prefix: encoder.encode(prefix),
  change,
  suffix: encoder.encode(suffix),
}));

/** The bytes that a reference of `length` to word number `id` stands for; undefined when there is no such word. */
export function dictionaryWord(length: number, id: number): Uint8Array | undefined {
  const bits = WORD_BITS[length - MIN_LENGTH];
  if (bits === undefined) return undefined;
  const transform = TRANSFORMS[id >> bits];
  if (transform === undefined) return undefined;
  const start = (OFFSETS[length - MIN_LENGTH] ?? 0) + (id & ((1 << bits) - 1)) * length;
  const word = changed(words().slice(start, start + length), transform.change);
  const { prefix, suffix } = transform;
  const bytes = new Uint8Array(prefix.length + word.length + suffix.length);
  bytes.set(prefix);
  bytes.set(word, prefix.length);
  bytes.set(suffix, prefix.length + word.length);
  return bytes;
}

function changed(word: Uint8Array, change: string): Uint8Array {
  if (change === '') return word;
  const count = Number(change.slice(1));
  if (change.startsWith('-')) return word.subarray(0, Math.max(0, word.length - count));
  if (change.startsWith('+')) return word.subarray(count);
  for (let at = 0; at < word.length; ) {
    at += raise(word, at);
    if (change === 'A') break;
  }
  return word;
}

/** The upper case of one letter as the RFC has it: right for ASCII, a fixed change of bits for others. Its length. */
function raise(word: Uint8Array, at: number): number {
  const lead = word[at] ?? 0;
  if (lead < 0xc0) {
    if (lead >= 0x61 && lead <= 0x7a) word[at] = lead ^ 32;
    return 1;
  }
  const [changedAt, mask, length] = lead < 0xe0 ? [at + 1, 32, 2] : [at + 2, 5, 3];
  // Behind the end of the word nothing changes.
  if (changedAt < word.length) word[changedAt] = (word[changedAt] ?? 0) ^ mask;
  return length;
}
