/** Where the bytes of a recognised ciphertext are, while the payload's nodes are still there. */
import type { EnvelopeMatch } from '../finding.ts';
import { type Node, nodesOf } from '../node.ts';
import type { EnvelopeFields } from './envelope.ts';

/**
 * The ciphertext of an envelope of fields: that of an envelope of bytes below it, what the recogniser examined, or the
 * field as it stands. Undefined where none of them has its size: framing left on would count as structure.
 * @param examined what the recogniser examined and no envelope took yet; what is found is taken out
 */
export function ciphertextOfFields(
  match: EnvelopeMatch,
  { absorbed }: EnvelopeFields,
  examined: Uint8Array[],
): Uint8Array | undefined {
  const inner = absorbed.flatMap(nodesOf).find((node) => node.match === match);
  if (inner) return ciphertextOfBytes(inner);
  const { size } = match.ciphertext;
  // A secretbox is examined with its tag, which is as random as the rest of it (16 bytes, libsodium).
  const found = examined.find(({ length }) => length === size || length === size + BOX_TAG);
  if (found) examined.splice(examined.indexOf(found), 1);
  const field = absorbed.find(({ content }) => !content.isString && content.size === size);
  return found ?? field?.content.bytes;
}

const BOX_TAG = 16;

/** The ciphertext of an envelope of bytes is its node's first child. */
export function ciphertextOfBytes({ children }: Node): Uint8Array | undefined {
  return children[0]?.content.bytes;
}
