/** What the benchmark measures, as one module: bundled, since that is how the engine ships. */
export { analyse } from '../../src/engine/analyse.ts';
export { byteForms } from '../../src/engine/search/byte-forms.ts';
export { GramFilter } from '../../src/engine/search/gram-filter.ts';
export { Slot } from '../../src/engine/slots/slot.ts';
export { countBytes } from '../../src/engine/statistics/byte-counts.ts';
export { takeSample } from '../../src/engine/statistics/sample.ts';
export { testUniformity } from '../../src/engine/statistics/uniformity.ts';
export { makers, newSource, ready } from '../corpus/opaque/families.ts';
export { hedgeLike } from './hedge-like.ts';
export { chatMessage, jsonWithBase64, protobufMessage } from './payloads.ts';
