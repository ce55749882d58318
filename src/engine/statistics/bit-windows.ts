/**
 * χ² of 8-bit windows at all eight bit offsets, and of the high halves of neighbouring bytes: what compressed and media
 * fragments show, whose codes do not stop at byte borders.
 */
import { clear } from './clear.ts';
import { sampleBytes } from './sample.ts';

export interface WindowMeasures {
  /** χ² over 256 cells, over 8: mean 31.9 under uniform bytes of any length. */
  windows: number;
  /** χ² over 256 cells. */
  neighbours: number;
}

/** Below this many bytes the running sums are cheaper than walking the cells. */
const SHORT = 96;
/** From this many bytes on it pays to count in a table that takes longer to walk. */
const LONG = 2048;

const windowCounts = new Uint16Array(256);
const windowBlocks = new Float64Array(windowCounts.buffer);
/** Each 9-bit window stands for the two 8-bit ones in it: half the counting. Read as two cells at once too. */
const wideCounts = new Uint16Array(512);
const wideWords = new Int32Array(wideCounts.buffer);
/** Each 11-bit window stands for the four 8-bit ones in it. */
const widestCounts = new Uint16Array(2048);
const widestWords = new Int32Array(widestCounts.buffer);
const neighbourCounts = new Int32Array(256);
/** Fewer than SHORT. */
const fewNeighbours = new Uint8Array(256);
const fewNeighbourBlocks = new Float64Array(fewNeighbours.buffer);
const result: WindowMeasures = { windows: 0, neighbours: 0 };

/** Measures the first `size` bytes of the sample. The result is valid until the next call. */
export function measureWindows(size: number): WindowMeasures {
  if (size < SHORT) {
    measureShort(size);
    return result;
  }
  const neighbourPairs = size < LONG ? countWide(size) : countWidest(size);
  const last = size - 1;
  result.windows = chiSquare(windowSquares(), last * 8) / 8;
  result.neighbours = chiSquare(2 * neighbourPairs + last, last);
  return result;
}

function measureShort(size: number): void {
  clear(windowBlocks);
  clear(fewNeighbourBlocks);
  let windowPairs = 0;
  let neighbourPairs = 0;
  let pair = sampleBytes[0] ?? 0;
  for (let at = 1; at < size; at += 1) {
    pair = ((pair << 8) | (sampleBytes[at] ?? 0)) & 0xffff;
    windowPairs += countWindows(pair);
    const cell = ((pair >> 8) & 0xf0) | ((pair >> 4) & 15);
    const count = fewNeighbours[cell] ?? 0;
    fewNeighbours[cell] = count + 1;
    neighbourPairs += count;
  }
  // The sum of squares is twice the pairs and the total.
  const last = size - 1;
  result.windows = chiSquare(2 * windowPairs + last * 8, last * 8) / 8;
  result.neighbours = chiSquare(2 * neighbourPairs + last, last);
}

/** Counts the eight windows that begin in the first of two bytes; returns how often they were there already. */
function countWindows(pair: number): number {
  let before = 0;
  const at1 = (pair >> 1) & 255;
  const count1 = windowCounts[at1] ?? 0;
  windowCounts[at1] = count1 + 1;
  before += count1;
  const at2 = (pair >> 2) & 255;
  const count2 = windowCounts[at2] ?? 0;
  windowCounts[at2] = count2 + 1;
  before += count2;
  const at3 = (pair >> 3) & 255;
  const count3 = windowCounts[at3] ?? 0;
  windowCounts[at3] = count3 + 1;
  before += count3;
  const at4 = (pair >> 4) & 255;
  const count4 = windowCounts[at4] ?? 0;
  windowCounts[at4] = count4 + 1;
  before += count4;
  const at5 = (pair >> 5) & 255;
  const count5 = windowCounts[at5] ?? 0;
  windowCounts[at5] = count5 + 1;
  before += count5;
  const at6 = (pair >> 6) & 255;
  const count6 = windowCounts[at6] ?? 0;
  windowCounts[at6] = count6 + 1;
  before += count6;
  const at7 = (pair >> 7) & 255;
  const count7 = windowCounts[at7] ?? 0;
  windowCounts[at7] = count7 + 1;
  before += count7;
  const at8 = (pair >> 8) & 255;
  const count8 = windowCounts[at8] ?? 0;
  windowCounts[at8] = count8 + 1;
  before += count8;
  return before;
}

/** Returns the pairs of equal neighbours. */
function countWide(size: number): number {
  wideCounts.fill(0);
  neighbourCounts.fill(0);
  let neighbourPairs = 0;
  let pair = sampleBytes[0] ?? 0;
  for (let at = 1; at < size; at += 1) {
    pair = ((pair << 8) | (sampleBytes[at] ?? 0)) & 0xffff;
    const first = pair >> 7;
    wideCounts[first] = (wideCounts[first] ?? 0) + 1;
    const second = (pair >> 5) & 511;
    wideCounts[second] = (wideCounts[second] ?? 0) + 1;
    const third = (pair >> 3) & 511;
    wideCounts[third] = (wideCounts[third] ?? 0) + 1;
    const fourth = (pair >> 1) & 511;
    wideCounts[fourth] = (wideCounts[fourth] ?? 0) + 1;
    const cell = ((pair >> 8) & 0xf0) | ((pair >> 4) & 15);
    const count = neighbourCounts[cell] ?? 0;
    neighbourCounts[cell] = count + 1;
    neighbourPairs += count;
  }
  return neighbourPairs;
}

/** The same counts by way of the 11-bit windows, of which there are half as many. */
function countWidest(size: number): number {
  widestCounts.fill(0);
  neighbourCounts.fill(0);
  let pair = sampleBytes[0] ?? 0;
  for (let at = 1; at < size; at += 1) {
    pair = ((pair << 8) | (sampleBytes[at] ?? 0)) & 0xffff;
    const first = pair >> 5;
    widestCounts[first] = (widestCounts[first] ?? 0) + 1;
    const second = (pair >> 1) & 2047;
    widestCounts[second] = (widestCounts[second] ?? 0) + 1;
    const cell = ((pair >> 8) & 0xf0) | ((pair >> 4) & 15);
    neighbourCounts[cell] = (neighbourCounts[cell] ?? 0) + 1;
  }
  // Two cells of the 9-bit windows at once: no sum of counts is larger than 16 bits.
  for (let at = 0; at < 256; at += 1) {
    const ends =
      (widestWords[at] ?? 0) +
      (widestWords[at + 256] ?? 0) +
      (widestWords[at + 512] ?? 0) +
      (widestWords[at + 768] ?? 0);
    const left = (widestWords[4 * at] ?? 0) + (widestWords[4 * at + 1] ?? 0);
    const right = (widestWords[4 * at + 2] ?? 0) + (widestWords[4 * at + 3] ?? 0);
    const starts = ((left + (left >>> 16)) & 0xffff) | ((right + (right >>> 16)) << 16);
    wideWords[at] = ends + starts;
  }
  let squares = 0;
  for (let cell = 0; cell < 256; cell += 1) {
    const count = neighbourCounts[cell] ?? 0;
    squares += Math.imul(count, count);
  }
  return (squares - (size - 1)) / 2;
}

/** Sum of the squares of how often each 8-bit window occurs: the start of two 9-bit ones and the end of two. */
function windowSquares(): number {
  let squares = 0;
  for (let pair = 0; pair < 128; pair += 1) {
    // Two windows at once, in the halves of a word.
    const ends = (wideWords[pair] ?? 0) + (wideWords[pair + 128] ?? 0);
    const left = wideWords[2 * pair] ?? 0;
    const right = wideWords[2 * pair + 1] ?? 0;
    const first = (left + (left >>> 16) + ends) & 0xffff;
    const second = (right & 0xffff) + (right >>> 16) + (ends >>> 16);
    squares += Math.imul(first, first) + Math.imul(second, second);
  }
  return squares;
}

function chiSquare(squares: number, total: number): number {
  return (squares * 256) / total - total;
}
