/** What a leaf of bytes is, when no decoder opened it. */

import type { Layer, LeafClass } from '../finding.ts';
import { testUniformity } from '../statistics/uniformity.ts';
import { magicClass } from './magic.ts';

/** Below this no statistic says anything (reference: 16 bytes of PCM audio pass every test). */
export const MIN_TESTED = 24;

/**
 * From MIN_TESTED bytes on a leaf is `opaque` when it fails no uniformity test. Below 128 bytes that is weak:
 * one in eight 32-byte pieces of audio passes too. The layer's size tells the two apart.
 */
export function describeBytes(layer: Layer, bytes: Uint8Array): void {
  const known = knownClass(bytes);
  if (known !== undefined) {
    layer.class = known;
    return;
  }
  const statistics = testUniformity(bytes);
  layer.class = statistics.failed.length === 0 ? 'opaque' : 'structured';
  layer.statistics = statistics;
}

/** What needs no statistic, or can't have one. */
function knownClass(bytes: Uint8Array): LeafClass | undefined {
  if (bytes.length === 0) return 'empty';
  const magic = magicClass(bytes);
  if (magic !== undefined) return magic;
  if (isUuid(bytes)) return 'identifier';
  return bytes.length < MIN_TESTED ? 'short' : undefined;
}

/** Sixteen bytes with the version and variant bits of a random or time-ordered UUID (RFC 9562 §4). */
function isUuid(bytes: Uint8Array): boolean {
  if (bytes.length !== 16) return false;
  const version = (bytes[6] ?? 0) >> 4;
  return (version === 4 || version === 7) && (bytes[8] ?? 0) >> 6 === 2;
}
