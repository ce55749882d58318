/** The packets of an OpenPGP message (RFC 9580 §4). */
export interface OpenPgpPacket {
  tag: number;
  /** Parts of a packet with partial lengths are put together. */
  body: Uint8Array;
}

const MAX_PACKETS = 1000;
/** Of a legacy header, by its last two bits; none means to the end. */
const LENGTH_SIZES = [1, 2, 4, 0];

/** Packets that fill the bytes exactly, or undefined. */
export function openPgpPackets(bytes: Uint8Array): OpenPgpPacket[] | undefined {
  // By the first length already most bytes are none, before anything is made of them.
  if (firstEnd(bytes) > bytes.length) return undefined;
  const packets: OpenPgpPacket[] = [];
  for (let at = 0; at < bytes.length; ) {
    const header = bytes[at] ?? 0;
    if ((header & 0x80) === 0 || packets.length >= MAX_PACKETS) return undefined;
    const read = (header & 0x40) === 0 ? oldPacket(bytes, at) : newPacket(bytes, at);
    if (read === undefined) return undefined;
    packets.push(read.packet);
    at = read.end;
  }
  return packets.length > 0 ? packets : undefined;
}

/** Where the first packet, or the first part of it, ends; beyond the bytes where there is none. */
function firstEnd(bytes: Uint8Array): number {
  const header = bytes[0] ?? 0;
  if ((header & 0x80) === 0) return Number.POSITIVE_INFINITY;
  if ((header & 0x40) !== 0) {
    const first = bytes[1] ?? 255;
    if (first < 192) return 2 + first;
    if (first < 224) return 3 + (first - 192) * 256 + (bytes[2] ?? 0) + 192;
    return first < 255 ? 2 + 2 ** (first & 31) : 6 + bigEndian(bytes, 2, 4);
  }
  const lengthSize = LENGTH_SIZES[header & 3] ?? 0;
  return lengthSize === 0 ? 0 : 1 + lengthSize + bigEndian(bytes, 1, lengthSize);
}

/** A packet's tag by its first byte, in either form; -1 where it begins none. */
export function tagOf(header: number): number {
  if ((header & 0x80) === 0) return -1;
  return (header & 0x40) === 0 ? (header >> 2) & 15 : header & 63;
}

interface Read {
  packet: OpenPgpPacket;
  end: number;
}

/** Legacy header: four bits of tag, two bits for the size of the length. */
function oldPacket(bytes: Uint8Array, at: number): Read | undefined {
  const header = bytes[at] ?? 0;
  const lengthSize = LENGTH_SIZES[header & 3] ?? 0;
  const start = at + 1 + lengthSize;
  const length = lengthSize === 0 ? bytes.length - start : bigEndian(bytes, at + 1, lengthSize);
  return packetOf((header >> 2) & 15, bytes, start, length);
}

function newPacket(bytes: Uint8Array, at: number): Read | undefined {
  const tag = (bytes[at] ?? 0) & 63;
  const chunks: Uint8Array[] = [];
  let next = at + 1;
  for (;;) {
    const first = bytes[next];
    if (first === undefined) return undefined;
    const { length, size } = lengthOf(bytes, next, first);
    const start = next + size;
    if (start + length > bytes.length) return undefined;
    chunks.push(bytes.subarray(start, start + length));
    next = start + length;
    const partial = first >= 224 && first < 255;
    if (!partial) return { packet: { tag, body: joined(chunks) }, end: next };
  }
}

/** One, two or five bytes; 224 … 254 is a power of two with more to come. */
function lengthOf(bytes: Uint8Array, at: number, first: number): { length: number; size: number } {
  if (first < 192) return { length: first, size: 1 };
  if (first < 224) return { length: (first - 192) * 256 + (bytes[at + 1] ?? 0) + 192, size: 2 };
  if (first < 255) return { length: 2 ** (first & 31), size: 1 };
  return { length: bigEndian(bytes, at + 1, 4), size: 5 };
}

function packetOf(tag: number, bytes: Uint8Array, start: number, length: number): Read | undefined {
  if (start + length > bytes.length) return undefined;
  return { packet: { tag, body: bytes.subarray(start, start + length) }, end: start + length };
}

function bigEndian(bytes: Uint8Array, at: number, size: number): number {
  let value = 0;
  for (let offset = 0; offset < size; offset += 1)
    value = value * 256 + (bytes[at + offset] ?? 255);
  return value;
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const [first] = chunks;
  if (chunks.length === 1 && first) return first;
  const all = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
