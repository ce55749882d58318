import { describe, expect, it } from 'vitest';
import { seededBytes } from '../../../test/corpus/seeded-bytes.ts';
import { ENTROPY, measure, TESTS, type UniformityTest } from './measures.ts';

const LAGS = [1, 2, 3, 4, 5, 6, 7, 8, 12, 16, 20, 24, 32, 40, 48, 64];

/** The same measures by their definitions, without any of the short cuts. */
function byDefinition(bytes: Uint8Array): Record<UniformityTest | 'entropy', number> {
  const all = [...bytes];
  const size = all.length;
  const bitText = all.map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const counts = tally(all, 256);
  const pairs = counts.reduce((sum, count) => sum + (count * (count - 1)) / 2, 0);
  const meanPairs = (size * (size - 1)) / 512;
  const deviation = (pairs - meanPairs) / Math.sqrt((meanPairs * 255) / 256);
  const next = all.slice(1);
  const windows = Array.from({ length: (size - 1) * 8 }, (_, at) =>
    Number.parseInt(bitText.slice(at, at + 8), 2),
  );
  return {
    entropy: -counts.reduce(
      (sum, count) => sum + (count ? (count / size) * Math.log2(count / size) : 0),
      0,
    ),
    pairs: deviation,
    even: -deviation,
    nibbles: Math.max(
      chiSquare(
        all.map((byte) => byte >> 4),
        16,
      ),
      chiSquare(
        all.map((byte) => byte & 15),
        16,
      ),
    ),
    bits: Math.abs(onesIn(bitText) - size * 4) / Math.sqrt(size * 2),
    blocks: blockFrequency(bitText, 32),
    stretches: size < 96 ? 0 : blockFrequency(bitText, 256),
    windows: chiSquare(windows, 256) / 8,
    neighbours: chiSquare(
      next.map((byte, at) => ((all[at] ?? 0) & 0xf0) | (byte >> 4)),
      256,
    ),
    lags: Math.max(...LAGS.map((lag) => equalAt(all.slice(0, Math.min(size, 512) & ~3), lag))),
    strides: strides(all.slice(0, 512)),
    stuffing: 0,
  };
}

/** One χ² for both halves of the places: each pair's cell is known by its place's parity too. */
function strides(all: number[]): number {
  const pairs = all.slice(2).map((byte, at) => {
    const cell = ((all[at] ?? 0) & 0xf0) | (byte >> 4);
    return at % 2 === 0 ? cell : 256 + cell;
  });
  return chiSquare(pairs, 512);
}

function tally(values: number[], cells: number): number[] {
  const counts = Array(cells).fill(0);
  for (const value of values) counts[value] += 1;
  return counts;
}

function chiSquare(values: number[], cells: number): number {
  const expected = values.length / cells;
  return tally(values, cells).reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

const onesIn = (bits: string) => bits.split('1').length - 1;

function blockFrequency(bits: string, blockSize: number): number {
  const blocks = Math.floor(bits.length / blockSize);
  let sum = 0;
  for (let at = 0; at < blocks; at += 1) {
    const ones = onesIn(bits.slice(at * blockSize, (at + 1) * blockSize));
    sum += (ones - blockSize / 2) ** 2 / (blockSize / 4);
  }
  return (sum - blocks) / Math.sqrt(2 * blocks);
}

/** Whole words of four bytes only. */
function equalAt(all: number[], lag: number): number {
  const first = Math.ceil(lag / 4) * 4;
  return all.filter((byte, at) => at >= first && byte === all[at - lag]).length;
}

describe('measures', () => {
  const cases = [24, 31, 64, 97, 127, 128, 130, 513, 1024, 2047, 4096].flatMap((size) => [
    [size, 'uniform bytes', seededBytes(size)(size)] as const,
    [size, 'text', Buffer.from('so it goes, on and on. '.repeat(200)).subarray(0, size)] as const,
  ]);

  it.each(cases)('of %i %s are what the definitions say', (_, __, bytes) => {
    const expected = byDefinition(bytes);
    const measured = measure(bytes);
    for (const [at, test] of TESTS.entries()) {
      expect(measured[at], test).toBeCloseTo(expected[test], 6);
    }
    expect(measured[ENTROPY]).toBeCloseTo(expected.entropy, 9);
  });

  it('know JPEG data by what follows FF', () => {
    const random = seededBytes(9)(300);
    const place = TESTS.indexOf('stuffing');
    const jpeg = random.map((byte, at) => (at % 40 === 0 ? 255 : at % 40 === 1 ? 0 : byte & 127));
    expect(measure(jpeg)[place]).toBe(1);
    jpeg[81] = 7;
    expect(measure(jpeg)[place]).toBe(0);
  });
});
