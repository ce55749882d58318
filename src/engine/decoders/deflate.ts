/** gzip (RFC 1952), zlib (RFC 1950) and raw deflate (RFC 1951), whole or as one sync-flushed chunk of a stream. */
import { Content } from '../content.ts';
import type { Budget } from '../limits.ts';
import type { Decoded, Decoder } from './decoder.ts';
import { gzipBody, hasZlibSum, isStoredBlock } from './deflate-containers.ts';
import { type Inflated, inflate } from './inflate.ts';
import { isSelfEvident } from './self-evident.ts';

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
  if (inflated.end === 'final') return hasZlibSum(bytes, inflated);
  if (inflated.end === 'flushed') return endsInFlush(bytes);
  if (inflated.end === 'cut') return true;
  if (inflated.bytes.length < bytes.length) return false;
  return bytes.length >= MIN_BROKEN || new Content(inflated.bytes).readable !== undefined;
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
    if (!believable) return undefined;
    // Short streams happen by chance, so the output must grow, be read or be more than chance itself.
    const grown = inflated.bytes.length >= bytes.length || context.contentType.includes('deflate');
    const written =
      grown ||
      new Content(inflated.bytes).readable !== undefined ||
      isStoredBlock(bytes) ||
      isSelfEvident(inflated.bytes);
    return written ? unpacked(inflated, budget) : undefined;
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
