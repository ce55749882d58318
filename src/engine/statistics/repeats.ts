/** Bytes that come back: at fixed distances, as under a repeating key or in records, and FF as JPEG writes it. */
import { clear } from './clear.ts';
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

/**
 * Where each byte stood last, counted on from call to call so that nothing has to be cleared: places of earlier calls
 * are too far behind.
 */
const lastPlaces = new Int32Array(256);
const CALL_SPAN = LAG_SPAN + MAX_LAG + 1;
const MAX_START = 2 ** 30;
let start = CALL_SPAN;
/** Where the byte of each place stood before. */
const placesBefore = new Int32Array(LAG_SPAN);
const equalAt = new Uint16Array(MAX_LAG + 16);
const equalBlocks = new Float64Array(equalAt.buffer);

/**
 * Most equal bytes at one distance, over the whole words of the first 512 bytes; a distance counts from the first whole
 * word behind it. Each byte is compared with the few that it equals, instead of with one at every distance.
 */
export function mostCoincidences(size: number): number {
  const end = Math.min(size, LAG_SPAN) & ~3;
  const first = nextStart();
  clear(equalBlocks);
  for (let at = 0; at < end; at += 1) {
    const byte = sampleBytes[at] ?? 0;
    let before = (lastPlaces[byte] ?? 0) - first;
    lastPlaces[byte] = first + at;
    placesBefore[at] = before;
    while (at - before <= MAX_LAG) {
      const lag = at - before;
      if (((lag + 3) & ~3) <= at) equalAt[lag] = (equalAt[lag] ?? 0) + 1;
      before = placesBefore[before] ?? 0;
    }
  }
  let most = 0;
  for (let at = 0; at < LAGS.length; at += 1) most = Math.max(most, equalAt[LAGS[at] ?? 0] ?? 0);
  return most;
}

/** Place zero of this call. */
function nextStart(): number {
  if (start > MAX_START) {
    lastPlaces.fill(0);
    start = 0;
  }
  start += CALL_SPAN;
  return start;
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
