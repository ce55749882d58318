/** Where deflate streams stand in their containers, and what these say about their output (RFC 1950, 1951, 1952). */
import type { Inflated } from './inflate.ts';

const STORED_HEADER = 5;
const GZIP_TRAILER = 8;
const ZLIB_TRAILER = 4;

/** Offset of the deflate stream behind the header (RFC 1952 §2.3). */
export function gzipBody(bytes: Uint8Array): number | undefined {
  const flags = bytes[3] ?? 0;
  if (bytes.length < 18 || flags & 0xe0) return undefined;
  let at = 10;
  if (flags & 4) at += 2 + (bytes[at] ?? 0) + (bytes[at + 1] ?? 0) * 256;
  for (const field of [8, 16]) {
    if (!(flags & field)) continue;
    const end = bytes.indexOf(0, at);
    if (end < 0) return undefined;
    at = end + 1;
  }
  return flags & 2 ? at + 2 : at;
}

/** True for a finished stream that the output's size follows, at the end (RFC 1952 §2.3.1). */
export function hasGzipSize(
  bytes: Uint8Array,
  { end, consumed, bytes: output }: Inflated,
): boolean {
  if (end !== 'final' || consumed + GZIP_TRAILER !== bytes.length) return false;
  return [0, 8, 16, 24].every(
    (shift, at) => bytes[consumed + 4 + at] === ((output.length >>> shift) & 255),
  );
}

/** True for a finished stream that its Adler-32 follows, at the end. */
export function hasZlibSum(bytes: Uint8Array, { end, consumed, bytes: output }: Inflated): boolean {
  if (end !== 'final' || consumed + ZLIB_TRAILER !== bytes.length) return false;
  const sum = adler32(output);
  return [24, 16, 8, 0].every((shift, at) => bytes[consumed + at] === ((sum >>> shift) & 255));
}

/** RFC 1950 §8.2. */
function adler32(bytes: Uint8Array): number {
  let low = 1;
  let high = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    low = (low + (bytes[at] ?? 0)) % 65_521;
    high = (high + low) % 65_521;
  }
  return ((high << 16) | low) >>> 0;
}

/** True for one last stored block (RFC 1951 §3.2.4) that fills the bytes: its size stands there twice, once inverted. */
export function isStoredBlock(bytes: Uint8Array): boolean {
  const size = (bytes[1] ?? 0) | ((bytes[2] ?? 0) << 8);
  const inverted = (bytes[3] ?? 0) | ((bytes[4] ?? 0) << 8);
  return bytes[0] === 1 && (size ^ inverted) === 0xffff && size + STORED_HEADER === bytes.length;
}
