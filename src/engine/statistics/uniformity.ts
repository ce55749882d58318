/** Is a leaf consistent with uniform bytes? A yes is no more than that; see docs/method/uniformity.md. */
import type { LeafStatistics } from '../finding.ts';
import { critical, TESTS, uniformEntropy } from './critical-values.ts';
import { measure } from './measures.ts';
import { sample } from './sample.ts';

/** Statistics of 24 bytes or more; of more than 4 KB a sample is tested. Uniform bytes fail some test in 1 % of cases. */
export function testUniformity(bytes: Uint8Array): LeafStatistics {
  const tested = sample(bytes);
  const measures = measure(tested);
  const failed = TESTS.filter((test) => measures[test] > critical(test, tested.length));
  return {
    entropy: round(measures.entropy),
    uniformEntropy: round(uniformEntropy(tested.length)),
    failed,
  };
}

/** Three decimals: enough to read, too few to tell contents apart. */
function round(bits: number): number {
  return Math.round(bits * 1000) / 1000;
}
