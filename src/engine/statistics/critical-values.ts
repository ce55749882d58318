/**
 * Length-matched values of the uniformity tests, found by simulation (test/corpus/calibrate-uniformity.mjs) and
 * interpolated in the logarithm of the length.
 */
import values from './critical-values.json';

const SIZES: readonly number[] = values.sizes;
const LOG_SIZES = SIZES.map(Math.log2);
const STUFFED = 0.5;

export const TESTS = [
  'pairs',
  'even',
  'nibbles',
  'windows',
  'bits',
  'blocks',
  'stretches',
  'neighbours',
  'lags',
  'stuffing',
] as const;

export type UniformityTest = (typeof TESTS)[number];

/** What a test's measure may reach before bytes of this length fail it. */
export function critical(test: UniformityTest, size: number): number {
  return test === 'stuffing' ? STUFFED : interpolate(values.tests[test], size);
}

/** Mean entropy of uniform bytes of this length, bits per byte. */
export function uniformEntropy(size: number): number {
  return interpolate(values.entropy, size);
}

function interpolate(column: readonly number[], size: number): number {
  const position = Math.log2(size);
  let above = LOG_SIZES.findIndex((logSize) => logSize >= position);
  if (above < 0) above = LOG_SIZES.length - 1;
  const right = LOG_SIZES[above] ?? 0;
  const rightValue = column[above] ?? 0;
  const left = LOG_SIZES[above - 1];
  const leftValue = column[above - 1];
  if (left === undefined || leftValue === undefined || position >= right) return rightValue;
  return leftValue + ((rightValue - leftValue) * (position - left)) / (right - left);
}
