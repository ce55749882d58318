/** Bytes that come back: at fixed distances, as under a repeating key or in records, and FF as JPEG writes it. */
import { sampleBytes, sampleWords } from './sample.ts';

/** Periods of keys and records that occur. */
const LAGS = [1, 2, 3, 4, 5, 6, 7, 8, 12, 16, 20, 24, 32, 40, 48, 64];
/**
 * Bytes compared: under a key of 64 bytes, chat text has three times as many equal pairs in them as uniform bytes ever
 * have, so that more would only cost time. At most 1020, so that a count fits into a byte.
 */
const LAG_SPAN = 512;
const LOW_BITS = 0x7f7f7f7f;
const HIGH_BITS = 0x80808080 | 0;
const MIN_STUFFED = 4;

const SPAN_WORDS = LAG_SPAN / 4;

/** The sample's words as they stand 0, 1, 2 and 3 bytes further back, one after the other in one constant array. */
const shifted = new Int32Array(4 * SPAN_WORDS);

/** Most equal bytes at one distance, over the whole words of the first 512 bytes. */
export function mostCoincidences(size: number): number {
  const words = Math.min(size, LAG_SPAN) >> 2;
  shiftWords(words);
  let most = 0;
  for (const lag of LAGS) {
    const equal = coincidences(lag >> 2, lag & 3, words);
    if (equal > most) most = equal;
  }
  return most;
}

function shiftWords(words: number): void {
  let before = 0;
  for (let at = 0; at < words; at += 1) {
    const word = sampleWords[at] ?? 0;
    shifted[at] = word;
    shifted[SPAN_WORDS + at] = (word << 8) | (before >>> 24);
    shifted[2 * SPAN_WORDS + at] = (word << 16) | (before >>> 16);
    shifted[3 * SPAN_WORDS + at] = (word << 24) | (before >>> 8);
    before = word;
  }
}

/** Equal bytes of each word and the one that stands `back` words and some bytes before it. */
function coincidences(back: number, bytes: number, words: number): number {
  const offset = bytes * SPAN_WORDS - back;
  let counts = 0;
  // The first word that is shifted by bytes lacks some.
  for (let at = back + Math.min(bytes, 1); at < words; at += 1) {
    const differing = (sampleWords[at] ?? 0) ^ (shifted[offset + at] ?? 0);
    // The high bit of each byte that is zero, and of no other; then four counts side by side in one word.
    const equal = ~(((differing & LOW_BITS) + LOW_BITS) | differing) & HIGH_BITS;
    counts = (counts + (equal >>> 7)) | 0;
  }
  return (counts & 255) + ((counts >>> 8) & 255) + ((counts >>> 16) & 255) + (counts >>> 24);
}

/**
 * 1 where every one of `count` bytes FF is followed by what JPEG data allow, 00 or a restart mark (ITU-T T.81
 * §B.1.1.5), and there are at least four.
 */
export function stuffing(size: number, count: number): number {
  if (count < MIN_STUFFED) return 0;
  let seen = 0;
  for (let at = 0; at < size - 1; at += 1) {
    if (sampleBytes[at] !== 0xff) continue;
    const next = sampleBytes[at + 1] ?? 0;
    if (next !== 0 && (next < 0xd0 || next > 0xd7)) return 0;
    seen += 1;
  }
  return seen >= MIN_STUFFED ? 1 : 0;
}
