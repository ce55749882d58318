/**
 * Length-matched values of the uniformity tests, found by simulation (test/corpus/calibrate-uniformity.mjs) and
 * interpolated in the logarithm of the length.
 */
import values from './critical-values.json';
import { ENTROPY, type Measures, newMeasures, TESTS, type UniformityTest } from './measures.ts';

const SIZES: readonly number[] = values.sizes;
const LOG_SIZES = SIZES.map(Math.log2);
const STUFFED = 0.5;

/** Columns in the order of the measures. */
const COLUMNS: readonly (readonly number[])[] = [...TESTS.map(columnOf), values.entropy];

function columnOf(test: UniformityTest): readonly number[] {
  return test === 'stuffing' ? SIZES.map(() => STUFFED) : values.tests[test];
}

const row = newMeasures();
let rowSize = -1;

/**
 * What the measures of bytes of this length may reach before they fail, and behind them the mean entropy of uniform
 * bytes of this length, bits per byte. Valid until the next call.
 */
export function criticalValues(size: number): Measures {
  if (size === rowSize) return row;
  rowSize = size;
  const position = Math.log2(size);
  let above = 0;
  while (above < SIZES.length - 1 && (SIZES[above] ?? 0) < size) above += 1;
  const below = Math.max(0, above - 1);
  const left = LOG_SIZES[below] ?? 0;
  const right = LOG_SIZES[above] ?? 0;
  const share = above === below ? 1 : Math.min(1, (position - left) / (right - left));
  for (let at = 0; at < COLUMNS.length; at += 1) {
    const from = COLUMNS[at]?.[below] ?? 0;
    row[at] = from + ((COLUMNS[at]?.[above] ?? 0) - from) * share;
  }
  return row;
}

/** Mean entropy of uniform bytes of this length, bits per byte. */
export function uniformEntropy(size: number): number {
  return criticalValues(size)[ENTROPY] ?? 0;
}
