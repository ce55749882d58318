/** Bytes that come back: at fixed distances, as under a repeating key or in records, and FF as JPEG writes it. */
import { sampleBytes } from './sample.ts';

/** Periods of keys and records that occur. */
const LAGS = [1, 2, 3, 4, 5, 6, 7, 8, 12, 16, 20, 24, 32, 40, 48, 64];
/**
 * Bytes compared: under a key of 64 bytes, chat text has three times as many equal pairs in them as uniform bytes ever
 * have, so that more would only cost time.
 */
const LAG_SPAN = 512;
const MIN_STUFFED = 4;

const MAX_LAG = 64;

/** Where each byte stood last, and where the byte of each place stood before; far below zero: nowhere. */
const lastPlaces = new Int32Array(256);
const placesBefore = new Int32Array(LAG_SPAN);
const NOWHERE = -1 - MAX_LAG;
const equalAt = new Int32Array(MAX_LAG + 1);

/**
 * Most equal bytes at one distance, over the whole words of the first 512 bytes; a distance counts from the first whole
 * word behind it. Each byte is compared with the few that it equals, instead of with one at every distance.
 */
export function mostCoincidences(size: number): number {
  const end = Math.min(size, LAG_SPAN) & ~3;
  lastPlaces.fill(NOWHERE);
  equalAt.fill(0);
  for (let at = 0; at < end; at += 1) {
    const byte = sampleBytes[at] ?? 0;
    let before = lastPlaces[byte] ?? 0;
    lastPlaces[byte] = at;
    placesBefore[at] = before;
    while (at - before <= MAX_LAG) {
      const lag = at - before;
      if (((lag + 3) & ~3) <= at) equalAt[lag] = (equalAt[lag] ?? 0) + 1;
      before = placesBefore[before] ?? 0;
    }
  }
  let most = 0;
  for (const lag of LAGS) most = Math.max(most, equalAt[lag] ?? 0);
  return most;
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
