import type { LeafClass } from '../finding.ts';
import { type Node, nodesOf } from '../node.ts';

export const COMPRESSIONS: ReadonlySet<string> = new Set(
  'gzip zlib deflate brotli zstd lz4 lz4-block snappy snappy-block lz-string'.split(' '),
);

/** Fewer bytes are readable by chance: two of uniform bytes in one of seven cases. */
const MIN_JUDGED = 8;

/** Fewer than half of the bytes are different ones: of eight uniform bytes, one string in a billion. */
function isRepeated(bytes: Uint8Array): boolean {
  return new Set(bytes).size * 2 < bytes.length;
}

/** Class of everything below a node: a leaf's own, else what the decoders that opened it say of it. */
export function nodeClass(node: Node): LeafClass {
  if (node.layer.size > 0 && node.layer.size < MIN_JUDGED) return 'short';
  const nodes = nodesOf(node);
  if (nodes.some((below) => COMPRESSIONS.has(below.layer.format))) return 'compressed';
  if (nodes.some((below) => below.layer.class === 'text')) return 'text';
  const own = node.layer.class;
  // White space, or a byte over and over: no cipher gives that.
  if (own === 'empty' && node.layer.size > 0) return 'text';
  // One block of ciphertext in 32 has the bits that mark a UUID.
  if (own === 'identifier' && node.content.readable === undefined) return 'short';
  if (own === 'short' && isRepeated(node.content.bytes)) return 'structured';
  return own ?? 'structured';
}

/**
 * Class of a ciphertext that stands in `whole`, behind a nonce or before a tag: what opens as a whole has neither, and
 * is no ciphertext, whatever is left of it when its ends are taken off.
 */
export function sealedClass(whole: Node, ciphertext: Node): LeafClass {
  const outer = nodeClass(whole);
  const unknown = outer === 'opaque' || outer === 'short';
  const uneven = outer === 'structured' && whole.layer.class !== undefined;
  return unknown || uneven ? nodeClass(ciphertext) : outer;
}
