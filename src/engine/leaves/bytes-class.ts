/** What a leaf of bytes is, when no decoder opened it. */

import { testUniformity } from '../statistics/uniformity.ts';
import type { LayerLeaf } from './leaf.ts';
import { magicClass } from './magic.ts';

/** Below this no statistic says anything (reference: 16 bytes of PCM audio pass every test). */
export const MIN_TESTED = 24;

/**
 * From MIN_TESTED bytes on a leaf is `opaque` when it fails no uniformity test. Below 128 bytes that is weak:
 * one in eight 32-byte pieces of audio passes too. The layer's size tells the two apart.
 */
export function bytesClass(bytes: Uint8Array): LayerLeaf {
  if (bytes.length === 0) return { class: 'empty' };
  const known = magicClass(bytes);
  if (known !== undefined) return { class: known };
  if (isUuid(bytes)) return { class: 'identifier' };
  if (bytes.length < MIN_TESTED) return { class: 'short' };
  const statistics = testUniformity(bytes);
  return { class: statistics.failed.length === 0 ? 'opaque' : 'structured', statistics };
}

/** Sixteen bytes with the version and variant bits of a random or time-ordered UUID (RFC 9562 §4). */
function isUuid(bytes: Uint8Array): boolean {
  if (bytes.length !== 16) return false;
  const version = (bytes[6] ?? 0) >> 4;
  return (version === 4 || version === 7) && (bytes[8] ?? 0) >> 6 === 2;
}
