/**
 * Histogram of the sample and what follows from it: entropy, pairs of equal bytes, χ² of both halves of the bytes. Short samples are counted with running sums, since walking 256 cells would cost more than the bytes do.
 */
import { clear } from './clear.ts';
import { SAMPLE_SIZE, sampleBytes, sampleWords } from './sample.ts';

export interface ByteCounts {
  /** Plug-in Shannon entropy, bits per byte. */
  entropy: number;
  /** Pairs of equal bytes. */
  pairs: number;
  /** Bytes FF. */
  ff: number;
}

/** Below this many bytes the running sums are cheaper. */
const SHORT = 128;
const N_LOG_N = Float64Array.from({ length: SAMPLE_SIZE + 1 }, (_, count) =>
  count < 2 ? 0 : count * Math.log2(count),
);
/** What `N_LOG_N` grows by when a count of so many becomes one more. */
const GROWTH = Float64Array.from({ length: SHORT }, (_, count) =>
  count === 0 ? 0 : (count + 1) * Math.log2(count + 1) - count * Math.log2(count),
);

const counts = new Int32Array(256);
/** Fewer than SHORT: in small cells, which are cleared in a fraction of the time. */
const fewCounts = new Uint8Array(256);
const fewBlocks = new Float64Array(fewCounts.buffer);
/** Sixteen high and sixteen low halves. */
const fewHalves = new Uint8Array(32);
const fewHalfBlocks = new Float64Array(fewHalves.buffer);
const result: ByteCounts = { entropy: 0, pairs: 0, ff: 0 };

/** Counts the first `size` bytes of the sample. The result is valid until the next call. */
export function countBytes(size: number): ByteCounts {
  if (size < SHORT) countShort(size);
  else countLong(size);
  return result;
}

function countShort(size: number): void {
  clear(fewBlocks);
  let entropySum = 0;
  let pairs = 0;
  for (let at = 0; at < size; at += 1) {
    const byte = sampleBytes[at] ?? 0;
    const count = fewCounts[byte] ?? 0;
    fewCounts[byte] = count + 1;
    pairs += count;
    entropySum += GROWTH[count] ?? 0;
  }
  result.entropy = Math.log2(size) - entropySum / size;
  result.pairs = pairs;
  result.ff = fewCounts[255] ?? 0;
}

function countLong(size: number): void {
  counts.fill(0);
  const words = size >> 2;
  for (let at = 0; at < words; at += 1) {
    const word = sampleWords[at] ?? 0;
    const first = word & 255;
    counts[first] = (counts[first] ?? 0) + 1;
    const second = (word >> 8) & 255;
    counts[second] = (counts[second] ?? 0) + 1;
    const third = (word >> 16) & 255;
    counts[third] = (counts[third] ?? 0) + 1;
    const fourth = word >>> 24;
    counts[fourth] = (counts[fourth] ?? 0) + 1;
  }
  for (let at = words * 4; at < size; at += 1) {
    const byte = sampleBytes[at] ?? 0;
    counts[byte] = (counts[byte] ?? 0) + 1;
  }
  let evenSum = 0;
  let oddSum = 0;
  let squares = 0;
  // Two sums, so that an addition need not wait for the one before.
  for (let byte = 0; byte < 256; byte += 2) {
    const even = counts[byte] ?? 0;
    const odd = counts[byte + 1] ?? 0;
    evenSum += N_LOG_N[even] ?? 0;
    oddSum += N_LOG_N[odd] ?? 0;
    squares += Math.imul(even, even) + Math.imul(odd, odd);
  }
  result.entropy = Math.log2(size) - (evenSum + oddSum) / size;
  result.pairs = (squares - size) / 2;
  result.ff = counts[255] ?? 0;
}

/** Larger χ² of the 16 high and the 16 low halves of the bytes that `countBytes` counted last. */
export function nibbleChiSquare(size: number): number {
  const squares = size < SHORT ? shortNibbleSquares(size) : longNibbleSquares();
  return (squares * 16) / size - size;
}

function shortNibbleSquares(size: number): number {
  clear(fewHalfBlocks);
  let highPairs = 0;
  let lowPairs = 0;
  for (let at = 0; at < size; at += 1) {
    const byte = sampleBytes[at] ?? 0;
    const highCell = byte >> 4;
    const high = fewHalves[highCell] ?? 0;
    fewHalves[highCell] = high + 1;
    highPairs += high;
    const lowCell = 16 | (byte & 15);
    const low = fewHalves[lowCell] ?? 0;
    fewHalves[lowCell] = low + 1;
    lowPairs += low;
  }
  // The sum of squares is twice the pairs and the size.
  return 2 * Math.max(highPairs, lowPairs) + size;
}

function longNibbleSquares(): number {
  let highSquares = 0;
  let lowSquares = 0;
  for (let half = 0; half < 16; half += 1) {
    let high = 0;
    let low = 0;
    for (let other = 0; other < 16; other += 1) {
      high += counts[(half << 4) | other] ?? 0;
      low += counts[(other << 4) | half] ?? 0;
    }
    highSquares += Math.imul(high, high);
    lowSquares += Math.imul(low, low);
  }
  return Math.max(highSquares, lowSquares);
}
