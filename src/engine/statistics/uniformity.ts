/** Is a leaf consistent with uniform bytes? A yes is no more than that; see docs/method/uniformity.md. */
import type { LeafStatistics } from '../finding.ts';
import { criticalValues } from './critical-values.ts';
import { ENTROPY, GROUPS, newMeasures, TESTS, type UniformityTest } from './measures.ts';
import { takeSample } from './sample.ts';

const measures = newMeasures();

/**
 * Statistics of 24 bytes or more; of more than 4 KB a sample is tested. Uniform bytes fail some test in less than 1 %
 * of cases. `failed` names the tests of the first group that found something: the costlier ones are then left out.
 */
export function testUniformity(bytes: Uint8Array): LeafStatistics {
  const size = takeSample(bytes);
  const critical = criticalValues(size);
  const failed: UniformityTest[] = [];
  for (const group of GROUPS) {
    group.measure(size, measures);
    for (let test = group.from; test < group.to; test += 1) {
      if ((measures[test] ?? 0) > (critical[test] ?? 0)) failed.push(TESTS[test] ?? 'pairs');
    }
    if (failed.length > 0) break;
  }
  return {
    entropy: round(measures[ENTROPY] ?? 0),
    uniformEntropy: round(critical[ENTROPY] ?? 0),
    failed,
  };
}

/** Three decimals: enough to read, too few to tell contents apart. */
function round(bits: number): number {
  return Math.round(bits * 1000) / 1000;
}
