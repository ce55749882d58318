/**
 * The numbers that the uniformity tests look at, each larger the less uniform the bytes are. One pass a group, typed
 * arrays that live as long as the module, no logarithm a byte. Meaning, literature and power: docs/method/uniformity.md.
 */
import { SAMPLE_SIZE } from './sample.ts';

export interface Measures {
  /** Bits per byte. */
  entropy: number;
  /** Pairs of equal bytes, standardised: (pairs − mean) ÷ sd under uniform bytes. The same information as χ² over bytes. */
  pairs: number;
  /** The same, for bytes that repeat too seldom. */
  even: number;
  /** Larger χ² of the 16 high and the 16 low halves of the bytes. */
  nibbles: number;
  /** χ² of 8-bit windows at all eight bit offsets, over 8. */
  windows: number;
  /** Deviation of the number of set bits, in sd. */
  bits: number;
  /** Blocks of 4 bytes whose share of ones varies too much, standardised χ². */
  blocks: number;
  /** The same for blocks of 32 bytes; 0 below 96 bytes. Compressed data drift: the best test of their fragments. */
  stretches: number;
  /** χ² of the high halves of neighbouring bytes. */
  neighbours: number;
  /** Most equal bytes at one distance. */
  lags: number;
  /** 1 where every FF is followed by what JPEG allows, and there are at least four. */
  stuffing: number;
}

const SHORT_BLOCK = 4;
const LONG_BLOCK = 32;
const MIN_STRETCHED = 96;
const LAGS = [1, 2, 3, 4, 5, 6, 7, 8, 12, 16, 20, 24, 32, 40, 48, 64];
const N_LOG_N = Float64Array.from({ length: SAMPLE_SIZE + 1 }, (_, count) =>
  count < 2 ? 0 : count * Math.log2(count),
);
const ONES = Uint8Array.from({ length: 256 }, (_, byte) => {
  let ones = 0;
  for (let rest = byte; rest > 0; rest >>= 1) ones += rest & 1;
  return ones;
});

const byteCounts = new Uint32Array(256);
const windowCounts = new Uint32Array(256);
const neighbourCounts = new Uint32Array(256);
const highCounts = new Uint32Array(16);
const lowCounts = new Uint32Array(16);

/** Measures of 8 to 4096 bytes. */
export function measure(bytes: Uint8Array): Measures {
  const size = bytes.length;
  countBytes(bytes);
  let entropySum = 0;
  let pairs = 0;
  let ones = 0;
  highCounts.fill(0);
  lowCounts.fill(0);
  for (let byte = 0; byte < 256; byte += 1) {
    const count = byteCounts[byte] ?? 0;
    if (count === 0) continue;
    entropySum += N_LOG_N[count] ?? 0;
    pairs += (count * (count - 1)) / 2;
    ones += count * (ONES[byte] ?? 0);
    highCounts[byte >> 4] = (highCounts[byte >> 4] ?? 0) + count;
    lowCounts[byte & 15] = (lowCounts[byte & 15] ?? 0) + count;
  }
  const meanPairs = (size * (size - 1)) / 512;
  const pairDeviation = (pairs - meanPairs) / Math.sqrt((meanPairs * 255) / 256);
  return {
    entropy: Math.log2(size) - entropySum / size,
    pairs: pairDeviation,
    even: -pairDeviation,
    nibbles: Math.max(chiSquare(highCounts, size), chiSquare(lowCounts, size)),
    windows: windows(bytes) / 8,
    bits: Math.abs(ones - 4 * size) / Math.sqrt(2 * size),
    blocks: blockFrequency(bytes, SHORT_BLOCK),
    stretches: size < MIN_STRETCHED ? 0 : blockFrequency(bytes, LONG_BLOCK),
    neighbours: neighbours(bytes),
    lags: mostCoincidences(bytes),
    stuffing: stuffing(bytes),
  };
}

function countBytes(bytes: Uint8Array): void {
  byteCounts.fill(0);
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    byteCounts[byte] = (byteCounts[byte] ?? 0) + 1;
  }
}

function chiSquare(counts: Uint32Array, total: number): number {
  let squares = 0;
  for (let cell = 0; cell < counts.length; cell += 1) squares += (counts[cell] ?? 0) ** 2;
  return (squares * counts.length) / total - total;
}

function windows(bytes: Uint8Array): number {
  windowCounts.fill(0);
  const last = bytes.length - 1;
  for (let at = 0; at < last; at += 1) {
    const pair = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
    for (let shift = 8; shift > 0; shift -= 1) {
      const window = (pair >> shift) & 255;
      windowCounts[window] = (windowCounts[window] ?? 0) + 1;
    }
  }
  return chiSquare(windowCounts, last * 8);
}

/** NIST SP 800-22 §2.2, over bytes: χ² of the ones in each block, standardised. */
function blockFrequency(bytes: Uint8Array, blockSize: number): number {
  const count = Math.floor(bytes.length / blockSize);
  const mean = blockSize * 4;
  let sum = 0;
  let at = 0;
  for (let block = 0; block < count; block += 1) {
    let ones = 0;
    for (const end = at + blockSize; at < end; at += 1) ones += ONES[bytes[at] ?? 0] ?? 0;
    sum += ((ones - mean) * (ones - mean)) / (mean / 2);
  }
  return (sum - count) / Math.sqrt(2 * count);
}

function neighbours(bytes: Uint8Array): number {
  neighbourCounts.fill(0);
  const last = bytes.length - 1;
  for (let at = 0; at < last; at += 1) {
    const cell = ((bytes[at] ?? 0) & 0xf0) | ((bytes[at + 1] ?? 0) >> 4);
    neighbourCounts[cell] = (neighbourCounts[cell] ?? 0) + 1;
  }
  return chiSquare(neighbourCounts, last);
}

function mostCoincidences(bytes: Uint8Array): number {
  let most = 0;
  for (const lag of LAGS) {
    let equal = 0;
    for (let at = lag; at < bytes.length; at += 1) if (bytes[at] === bytes[at - lag]) equal += 1;
    if (equal > most) most = equal;
  }
  return most;
}

/** In JPEG data an FF is followed by 00 or a restart mark (ITU-T T.81 §B.1.1.5). */
function stuffing(bytes: Uint8Array): number {
  let seen = 0;
  for (
    let at = bytes.indexOf(255);
    at >= 0 && at < bytes.length - 1;
    at = bytes.indexOf(255, at + 1)
  ) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && (next < 0xd0 || next > 0xd7)) return 0;
    seen += 1;
  }
  return seen >= 4 ? 1 : 0;
}
