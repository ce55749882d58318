/** Shares of ones: of all bits, and how much they vary from block to block (NIST SP 800-22 §2.2). */
import { sampleBytes, sampleWords } from './sample.ts';

export interface OneMeasures {
  /** Deviation of the number of set bits, in standard deviations. */
  bits: number;
  /** χ² of the ones in blocks of 4 bytes, standardised. */
  blocks: number;
  /** The same for blocks of 32 bytes; 0 below 96 bytes. Compressed data drift: the best test of their fragments. */
  stretches: number;
}

/** Words in a long block: a power of two. */
const STRETCH = 8;
const MIN_STRETCHED = 96;
const result: OneMeasures = { bits: 0, blocks: 0, stretches: 0 };

/** Measures the first `size` bytes of the sample. The result is valid until the next call. */
export function measureOnes(size: number): OneMeasures {
  const words = size >> 2;
  let ones = 0;
  let blockSquares = 0;
  let stretchSquares = 0;
  let stretchOnes = 0;
  for (let at = 0; at < words; at += 1) {
    const inWord = onesOf(sampleWords[at] ?? 0);
    ones += inWord;
    blockSquares += Math.imul(inWord - 16, inWord - 16);
    stretchOnes += inWord - 16;
    if ((at & (STRETCH - 1)) === STRETCH - 1) {
      stretchSquares += Math.imul(stretchOnes, stretchOnes);
      stretchOnes = 0;
    }
  }
  for (let at = words * 4; at < size; at += 1) ones += onesOf(sampleBytes[at] ?? 0);
  result.bits = Math.abs(ones - 4 * size) / Math.sqrt(2 * size);
  // The variance of the ones in n bits is n ÷ 4.
  result.blocks = standardised(blockSquares / 8, words);
  result.stretches =
    size < MIN_STRETCHED ? 0 : standardised(stretchSquares / 64, Math.floor(words / STRETCH));
  return result;
}

/** Set bits of 32, by halves, quarters and bytes at once. */
function onesOf(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** χ² with so many degrees of freedom, in standard deviations from its mean. */
function standardised(chiSquare: number, freedom: number): number {
  return (chiSquare - freedom) / Math.sqrt(2 * freedom);
}
