/**
 * χ² of 8-bit windows at all eight bit offsets, and of the high halves of neighbouring bytes: what compressed and media
 * fragments show, whose codes do not stop at byte borders.
 */
import { sampleBytes } from './sample.ts';

export interface WindowMeasures {
  /** χ² over 256 cells, over 8: mean 31.9 under uniform bytes of any length. */
  windows: number;
  /** χ² over 256 cells. */
  neighbours: number;
}

/** Below this many bytes the running sums are cheaper than walking the cells. */
const SHORT = 128;

const windowCounts = new Int32Array(256);
/** Each 9-bit window stands for the two 8-bit ones in it: half the counting. */
const wideCounts = new Int32Array(512);
const neighbourCounts = new Int32Array(256);
const result: WindowMeasures = { windows: 0, neighbours: 0 };

/** Measures the first `size` bytes of the sample. The result is valid until the next call. */
export function measureWindows(size: number): WindowMeasures {
  neighbourCounts.fill(0);
  if (size < SHORT) measureShort(size);
  else measureLong(size);
  return result;
}

function measureShort(size: number): void {
  windowCounts.fill(0);
  let windowPairs = 0;
  let neighbourPairs = 0;
  let pair = sampleBytes[0] ?? 0;
  for (let at = 1; at < size; at += 1) {
    pair = ((pair << 8) | (sampleBytes[at] ?? 0)) & 0xffff;
    windowPairs += countWindows(pair);
    const cell = ((pair >> 8) & 0xf0) | ((pair >> 4) & 15);
    const count = neighbourCounts[cell] ?? 0;
    neighbourCounts[cell] = count + 1;
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

function measureLong(size: number): void {
  wideCounts.fill(0);
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
    neighbourCounts[cell] = (neighbourCounts[cell] ?? 0) + 1;
  }
  let windowSquares = 0;
  let neighbourSquares = 0;
  for (let cell = 0; cell < 256; cell += 1) {
    const upper = (wideCounts[2 * cell] ?? 0) + (wideCounts[2 * cell + 1] ?? 0);
    const count = upper + (wideCounts[cell] ?? 0) + (wideCounts[cell + 256] ?? 0);
    windowSquares += Math.imul(count, count);
    const neighbours = neighbourCounts[cell] ?? 0;
    neighbourSquares += Math.imul(neighbours, neighbours);
  }
  const last = size - 1;
  result.windows = chiSquare(windowSquares, last * 8) / 8;
  result.neighbours = chiSquare(neighbourSquares, last);
}

function chiSquare(squares: number, total: number): number {
  return (squares * 256) / total - total;
}
