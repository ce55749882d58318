/** High halves of bytes two apart: samples of sound, of which every second byte is noise and the others draw a wave. */
import { clear } from './clear.ts';
import { sampleBytes } from './sample.ts';

/** Loud high tones show in 160 bytes already, so that more would only cost time. */
const STRIDE_SPAN = 512;
const CELLS = 256;

/** At most 255 places are even, and as many odd. */
const counts = new Uint8Array(2 * CELLS);
const countBlocks = new Float64Array(counts.buffer);

/**
 * χ² over 256 cells each for even and for odd places, together, over the first 512 bytes of the sample; three bytes or
 * more.
 */
export function measureStrides(size: number): number {
  const end = Math.min(size, STRIDE_SPAN);
  clear(countBlocks);
  let pairs = 0;
  for (let at = 2; at < end; at += 1) {
    const places = (at & 1) << 8;
    const cell = places | ((sampleBytes[at - 2] ?? 0) & 0xf0) | ((sampleBytes[at] ?? 0) >> 4);
    const count = counts[cell] ?? 0;
    counts[cell] = count + 1;
    pairs += count;
  }
  const total = end - 2;
  // The sum of squares is twice the pairs and the total; both halves of the places are as many, or one apart.
  return ((2 * pairs + total) * 2 * CELLS) / total - total;
}
