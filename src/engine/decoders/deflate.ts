/** gzip (RFC 1952), zlib (RFC 1950) and raw deflate (RFC 1951), whole or as one sync-flushed chunk of a stream. */
import { Content } from '../content.ts';
import type { Budget } from '../limits.ts';
import type { Decoded, Decoder } from './decoder.ts';
import { type Inflated, inflate } from './inflate.ts';

/** Output that no message has: what goes beyond is a bomb or a file. */
const MAX_RATIO_OUTPUT = 1024 * 1024;
const MIN_RAW = 12;
/** Shorter pieces of streams yield that much by chance. */
const MIN_BROKEN = 64;

export const gzip: Decoder = {
  id: 'gzip',
  opens: (first) => first === 0x1f,
  fit({ bytes }) {
    return bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8 ? 0.98 : -1;
  },
  decode({ bytes }, _context, budget) {
    const start = gzipBody(bytes);
    return start === undefined ? undefined : unpacked(open(bytes, start, budget), budget);
  },
};

export const zlib: Decoder = {
  id: 'zlib',
  opens: (first) => (first & 0x8f) === 8,
  fit({ bytes }) {
    const method = bytes[0] ?? 0;
    const flags = bytes[1] ?? 0;
    if (bytes.length < 8 || (method & 15) !== 8 || method >> 4 > 7 || flags & 32) return -1;
    return ((method << 8) | flags) % 31 === 0 ? 0.9 : -1;
  },
  decode({ bytes }, _context, budget) {
    const inflated = open(bytes, 2, budget);
    if (inflated === undefined) return undefined;
    return isPlausibleZlib(bytes, inflated) ? unpacked(inflated, budget) : undefined;
  },
};

/** A checksum follows a finished stream; a broken-off one must have given more than it took, or something readable. */
function isPlausibleZlib(bytes: Uint8Array, inflated: Inflated): boolean {
  if (inflated.end === 'final') {
    const sum = adler32(inflated.bytes);
    const { consumed } = inflated;
    return (
      consumed + 4 === bytes.length &&
      [24, 16, 8, 0].every((shift, at) => bytes[consumed + at] === ((sum >>> shift) & 255))
    );
  }
  if (inflated.end === 'flushed') return endsInFlush(bytes);
  if (inflated.end === 'cut') return true;
  if (inflated.bytes.length < bytes.length) return false;
  return bytes.length >= MIN_BROKEN || new Content(inflated.bytes).readable !== undefined;
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

export const rawDeflate: Decoder = {
  id: 'deflate',
  opens: (first) => (first & 6) !== 6,
  fit(content) {
    if (content.isString || content.bytes.length < MIN_RAW) return -1;
    return content.readable === undefined && ((content.bytes[0] ?? 0) & 6) !== 6 ? 0.2 : -1;
  },
  decode(content, context, budget) {
    const { bytes } = content;
    const flushed = endsInFlush(bytes);
    const inflated = open(bytes, 0, budget);
    if (inflated === undefined || inflated.bytes.length === 0) return undefined;
    const exact = inflated.consumed === bytes.length;
    const believable =
      (inflated.end === 'final' && exact) ||
      (inflated.end === 'flushed' && flushed) ||
      (inflated.end === 'cut' && inflated.bytes.length > bytes.length);
    // A stored block shows its content as it is; short ones happen by chance, so the output must grow or be read.
    const grown = inflated.bytes.length >= bytes.length || context.contentType.includes('deflate');
    const readable = new Content(inflated.bytes).readable !== undefined;
    return believable && (grown || readable) ? unpacked(inflated, budget) : undefined;
  },
};

function open(bytes: Uint8Array, start: number, budget: Budget): Inflated | undefined {
  return inflate(bytes, start, Math.max(0, Math.min(budget.decodedLeft, MAX_RATIO_OUTPUT)));
}

function unpacked(inflated: Inflated | undefined, budget: Budget): Decoded | undefined {
  if (inflated === undefined) return undefined;
  budget.takeDecoded(inflated.bytes.length);
  const pieces = [{ segment: '', content: new Content(inflated.bytes) }];
  if (inflated.end === 'cut') budget.hits.add('decoded-bytes');
  return inflated.end === 'cut' || inflated.end === 'truncated'
    ? { pieces, omitted: 1 }
    : { pieces };
}

/** Z_SYNC_FLUSH ends with an empty stored block (zlib manual, "flush"). */
function endsInFlush(bytes: Uint8Array): boolean {
  const end = bytes.length;
  return (
    bytes[end - 4] === 0 && bytes[end - 3] === 0 && bytes[end - 2] === 255 && bytes[end - 1] === 255
  );
}

/** Offset of the deflate stream behind the header (RFC 1952 §2.3). */
function gzipBody(bytes: Uint8Array): number | undefined {
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
