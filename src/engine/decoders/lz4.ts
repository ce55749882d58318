/**
 * LZ4 (lz4.org: "Block format", "Frame format"). Frames have a magic number. A block alone has none: it must end
 * exactly with the bytes, keep the format's rule about its end, and grow or be readable.
 */
import { CONTROL, Content } from '../content.ts';
import { ByteCount, ByteSink, type Sink } from './byte-sink.ts';
import type { Decoded, Decoder } from './decoder.ts';
import { isSelfEvident } from './self-evident.ts';

const MAX_OUTPUT = 1024 * 1024;
const MIN_BLOCK = 12;
/**
 * The last five bytes are always literals. That the last match begins at least twelve bytes before the end is a rule
 * for encoders alone, and lz4js does not keep it.
 */
const LAST_LITERALS = 5;

export const lz4: Decoder = {
  id: 'lz4',
  opens: (first) => first === 4,
  fit({ bytes }) {
    const magic = bytes[0] === 4 && bytes[1] === 0x22 && bytes[2] === 0x4d && bytes[3] === 0x18;
    return magic && bytes.length >= 11 ? 0.98 : -1;
  },
  decode({ bytes }, _context, budget) {
    const sink = new ByteSink(Math.max(0, Math.min(budget.decodedLeft, MAX_OUTPUT)));
    if ((!readFrame(bytes, sink) && !sink.full) || sink.size === 0) return undefined;
    budget.takeDecoded(sink.size);
    if (!sink.full) return decodedOf(sink);
    budget.hits.add('decoded-bytes');
    return { ...decodedOf(sink), omitted: 1 };
  },
};

export const lz4Block: Decoder = {
  id: 'lz4-block',
  opens: (first) => first >= 0x10,
  fit(content) {
    if (content.isString || content.bytes.length < MIN_BLOCK) return -1;
    // A first match needs something to repeat, so the first literals are not empty.
    return (content.bytes[0] ?? 0) >= 0x10 && (content.kinds & CONTROL) !== 0 ? 0.17 : -1;
  },
  decode({ bytes }, _context, budget) {
    const limit = Math.max(0, Math.min(budget.decodedLeft, MAX_OUTPUT));
    if (readBlock(bytes, 0, bytes.length, new ByteCount(limit)) === undefined) return undefined;
    const sink = new ByteSink(limit);
    const matches = readBlock(bytes, 0, bytes.length, sink);
    if (matches === undefined) return undefined;
    const readable = new Content(sink.bytes()).readable !== undefined;
    const grown = matches > 1 && sink.size > bytes.length;
    if (!readable && !grown && !isSelfEvident(sink.bytes())) return undefined;
    budget.takeDecoded(sink.size);
    return decodedOf(sink);
  },
};

function decodedOf(sink: ByteSink): Decoded {
  return { pieces: [{ segment: '', content: new Content(sink.bytes()) }] };
}

/** Header, blocks with their sizes, end mark, perhaps a checksum; to the last byte. */
function readFrame(bytes: Uint8Array, sink: ByteSink): boolean {
  const flags = bytes[4] ?? 0;
  // Version 01, and the reserved bit is zero; dictionaries we don't have.
  if (flags >> 6 !== 1 || (flags & 3) !== 0) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const checksum = (flags & 0x10) !== 0 ? 4 : 0;
  let at = 7 + ((flags & 8) !== 0 ? 8 : 0);
  while (at + 4 <= bytes.length) {
    const header = view.getUint32(at, true);
    at += 4;
    if (header === 0) return at + ((flags & 4) !== 0 ? 4 : 0) === bytes.length;
    const size = header & 0x7fffffff;
    const stored = header >>> 31 === 1;
    if (size > bytes.length - at) return false;
    if (stored) {
      if (!sink.add(bytes, at, at + size)) return false;
    } else if (readBlock(bytes, at, at + size, sink) === undefined) return false;
    at += size + checksum;
  }
  return false;
}

/** Number of matches, or undefined when the bytes from `start` to `end` are no block or too much for the sink. */
function readBlock(bytes: Uint8Array, start: number, end: number, sink: Sink): number | undefined {
  let at = start;
  let matches = 0;

  /** Four bits; fifteen is continued by bytes of 255 and one below. */
  function length(bits: number): number {
    let value = bits;
    if (bits < 15) return value;
    for (;;) {
      const byte = at < end ? (bytes[at] ?? 0) : 0;
      at += 1;
      value += byte;
      if (byte !== 255) return value;
    }
  }

  while (at < end) {
    const token = bytes[at] ?? 0;
    at += 1;
    const literals = length(token >> 4);
    if (literals > end - at || !sink.add(bytes, at, at + literals)) return undefined;
    at += literals;
    if (at === end) {
      const legal = matches === 0 || literals >= LAST_LITERALS;
      return (token & 15) === 0 && legal ? matches : undefined;
    }
    const distance = (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
    at += 2;
    if (!sink.repeat(distance, length(token & 15) + 4)) return undefined;
    matches += 1;
  }
  return undefined;
}
