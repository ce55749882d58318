/** What is measured in a page, as one script for it. */
export { analyse } from '../../src/engine/analyse.ts';
export { byteForms } from '../../src/engine/search/byte-forms.ts';
export { GramFilter } from '../../src/engine/search/gram-filter.ts';
export { countBytes } from '../../src/engine/statistics/byte-counts.ts';
export { takeSample } from '../../src/engine/statistics/sample.ts';
export { testUniformity } from '../../src/engine/statistics/uniformity.ts';
