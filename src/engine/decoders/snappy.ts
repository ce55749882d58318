/**
 * Snappy (google/snappy, format_description.txt and framing_format.txt). Frames have a magic chunk. A block alone has
 * only its size in front: it must yield exactly that, end with the bytes, and grow or be readable.
 */
import { CONTROL, Content } from '../content.ts';
import { ByteCount, ByteSink, type Sink } from './byte-sink.ts';
import type { Decoded, Decoder } from './decoder.ts';
import { readVarint } from './protobuf-fields.ts';
import { isSelfEvident } from './self-evident.ts';

const MAX_OUTPUT = 1024 * 1024;
const MIN_BLOCK = 8;
const STREAM_START = [0xff, 6, 0, 0, 0x73, 0x4e, 0x61, 0x50, 0x70, 0x59];

export const snappy: Decoder = {
  id: 'snappy',
  opens: (first) => first === STREAM_START[0],
  fit({ bytes }) {
    if (bytes.length < STREAM_START.length + 8) return -1;
    return STREAM_START.every((byte, at) => bytes[at] === byte) ? 0.98 : -1;
  },
  decode({ bytes }, _context, budget) {
    const sink = new ByteSink(Math.max(0, Math.min(budget.decodedLeft, MAX_OUTPUT)));
    if ((!readFrames(bytes, sink) && !sink.full) || sink.size === 0) return undefined;
    budget.takeDecoded(sink.size);
    if (!sink.full) return decodedOf(sink);
    budget.hits.add('decoded-bytes');
    return { ...decodedOf(sink), omitted: 1 };
  },
};

export const snappyBlock: Decoder = {
  id: 'snappy-block',
  fit(content) {
    const { bytes } = content;
    if (content.isString || bytes.length < MIN_BLOCK) return -1;
    const size = readVarint(bytes, 0);
    // The first element is a literal: there is nothing to repeat yet.
    if (size === undefined || ((bytes[size.end] ?? 3) & 3) !== 0) return -1;
    // No element yields more than 64 bytes for three.
    if (size.value < bytes.length / 2 || size.value > bytes.length * 22) return -1;
    return (content.kinds & CONTROL) !== 0 ? 0.19 : -1;
  },
  decode({ bytes }, _context, budget) {
    const limit = Math.max(0, Math.min(budget.decodedLeft, MAX_OUTPUT));
    if (readBlock(bytes, new ByteCount(limit)) === undefined) return undefined;
    const sink = new ByteSink(limit);
    const copies = readBlock(bytes, sink);
    if (copies === undefined) return undefined;
    const readable = new Content(sink.bytes()).readable !== undefined;
    const grown = copies > 1 && sink.size > bytes.length;
    if (!readable && !grown && !isSelfEvident(sink.bytes())) return undefined;
    budget.takeDecoded(sink.size);
    return decodedOf(sink);
  },
};

function decodedOf(sink: ByteSink): Decoded {
  return { pieces: [{ segment: '', content: new Content(sink.bytes()) }] };
}

/** Chunks of a type, a size of three bytes and, for data, a checksum of four; to the last byte. */
function readFrames(bytes: Uint8Array, sink: ByteSink): boolean {
  let at = STREAM_START.length;
  while (at + 4 <= bytes.length) {
    const type = bytes[at] ?? 0;
    const size = (bytes[at + 1] ?? 0) | ((bytes[at + 2] ?? 0) << 8) | ((bytes[at + 3] ?? 0) << 16);
    const start = at + 4;
    at = start + size;
    if (at > bytes.length) return false;
    const data = bytes.subarray(start + 4, at);
    if (type === 0 && readBlock(data, sink) === undefined) return false;
    if (type === 1 && !sink.add(data, 0, data.length)) return false;
    // 2 to 7f must not be skipped, says the specification; the others may.
    if (type >= 2 && type < 0x80) return false;
  }
  return at === bytes.length;
}

/** Number of copies in a block that fills the bytes, or undefined when they are none. */
function readBlock(bytes: Uint8Array, sink: Sink): number | undefined {
  const claimed = readVarint(bytes, 0);
  if (claimed === undefined) return undefined;
  const end = sink.size + claimed.value;
  const { length } = bytes;
  let at = claimed.end;
  let copies = 0;
  while (at < length) {
    const tag = bytes[at] ?? 0;
    const kind = tag & 3;
    at += 1;
    if (kind === 0) {
      // Sixty to sixty-three: the length stands in one to four bytes.
      const extra = Math.max(0, (tag >> 2) - 59);
      const size = (extra === 0 ? tag >> 2 : littleEndian(bytes, at, extra)) + 1;
      at += extra;
      if (size > length - at || !sink.add(bytes, at, at + size)) return undefined;
      at += size;
      continue;
    }
    const width = kind === 3 ? 4 : kind;
    if (width > length - at) return undefined;
    const low = littleEndian(bytes, at, width);
    const distance = kind === 1 ? low | ((tag >> 5) << 8) : low;
    const size = kind === 1 ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1;
    at += width;
    if (!sink.repeat(distance, size)) return undefined;
    copies += 1;
  }
  return sink.size === end ? copies : undefined;
}

function littleEndian(bytes: Uint8Array, start: number, size: number): number {
  let value = 0;
  for (let at = size - 1; at >= 0; at -= 1) value = value * 256 + (bytes[start + at] ?? 0);
  return value;
}
