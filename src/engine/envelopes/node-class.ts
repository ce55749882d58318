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

/** A run of one byte at the end: of uniform bytes, one string in 16 million has four. */
const MIN_FILLING = 4;
/** The same in the form of PKCS #7 (RFC 5652 §6.3), whose bytes say how many they are. */
const MIN_PADDING = 3;
/** From this on, uniform bytes agree in one bit in one of 32,000 strings. */
const MIN_AGREEING = 16;

/** Bytes that fill up the last block stand in the clear: they were added, and then nothing was encrypted. */
function isFilledUp(bytes: Uint8Array): boolean {
  const last = bytes.at(-1) ?? 0;
  let run = 1;
  while (run < bytes.length && bytes[bytes.length - 1 - run] === last) run += 1;
  return run >= MIN_FILLING || (last >= MIN_PADDING && last <= run && run < bytes.length);
}

/** All bytes have the same first bit, as those of one script do, also under a mask of one byte. */
function agreesInFirstBit(bytes: Uint8Array): boolean {
  if (bytes.length < MIN_AGREEING) return false;
  const first = (bytes[0] ?? 0) & 0x80;
  return bytes.every((byte) => (byte & 0x80) === first);
}

/** Readable but for one or two bytes of padding. */
function isPaddedText(bytes: Uint8Array): boolean {
  const padding = bytes.at(-1) ?? 0;
  if (padding < 1 || padding > 2 || bytes.length < MIN_JUDGED + padding) return false;
  if (bytes.at(-padding) !== padding) return false;
  return bytes.subarray(0, -padding).every((byte) => byte >= 0x20 && byte < 0x7f);
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
  if (own === 'short' || own === 'opaque') {
    const { bytes } = node.content;
    if (isPaddedText(bytes)) return 'text';
    if (isFilledUp(bytes)) return 'structured';
    if (own === 'short' && (isRepeated(bytes) || agreesInFirstBit(bytes))) return 'structured';
  }
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
