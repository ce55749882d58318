/**
 * The numbers that the uniformity tests look at, each larger the less uniform the bytes are, in groups of rising cost.
 * Typed arrays that live as long as the module, no logarithm a byte. Meaning, literature and power:
 * docs/method/uniformity.md.
 */
import { measureWindows } from './bit-windows.ts';
import { countBytes, nibbleChiSquare } from './byte-counts.ts';
import { measureOnes } from './ones.ts';
import { mostCoincidences, stuffing } from './repeats.ts';
import { takeSample } from './sample.ts';
import { measureStrides } from './strides.ts';

/** All tests, those of one group together. */
export const TESTS = [
  'pairs',
  'even',
  'nibbles',
  'bits',
  'blocks',
  'stretches',
  'windows',
  'neighbours',
  'lags',
  'strides',
  'stuffing',
] as const;

export type UniformityTest = (typeof TESTS)[number];

/** Behind the tests: the entropy, which is reported and not tested. */
export const ENTROPY = TESTS.length;

/** Measures by place in TESTS, then the entropy. */
export type Measures = Float64Array;

export function newMeasures(): Measures {
  return new Float64Array(TESTS.length + 1);
}

/** Bytes FF that the first group found, for the last one. */
let ff = 0;

/** Measures a few tests of the sample. */
export interface Group {
  /** Places in TESTS, the second one behind the last. */
  readonly from: number;
  readonly to: number;
  measure(size: number, into: Measures): void;
}

/** Cheapest first; each runs only where the ones before found nothing. */
export const GROUPS: readonly Group[] = [
  {
    from: 0,
    to: 3,
    measure(size, into) {
      const { entropy, pairs, ff: found } = countBytes(size);
      ff = found;
      const mean = (size * (size - 1)) / 512;
      const deviation = (pairs - mean) / Math.sqrt((mean * 255) / 256);
      into[0] = deviation;
      into[1] = -deviation;
      into[2] = nibbleChiSquare(size);
      into[ENTROPY] = entropy;
    },
  },
  {
    from: 3,
    to: 6,
    measure(size, into) {
      const { bits, blocks, stretches } = measureOnes(size);
      into[3] = bits;
      into[4] = blocks;
      into[5] = stretches;
    },
  },
  {
    from: 6,
    to: 8,
    measure(size, into) {
      const { windows, neighbours } = measureWindows(size);
      into[6] = windows;
      into[7] = neighbours;
    },
  },
  {
    from: 8,
    to: 11,
    measure(size, into) {
      into[8] = mostCoincidences(size);
      into[9] = measureStrides(size);
      into[10] = stuffing(size, ff);
    },
  },
];

/** All measures of 8 bytes or more, whatever fails. */
export function measure(bytes: Uint8Array): Measures {
  const size = takeSample(bytes);
  const measures = newMeasures();
  for (const group of GROUPS) group.measure(size, measures);
  return measures;
}
