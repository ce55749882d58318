/** The packets of an OpenPGP message (RFC 9580 §4). */
export interface OpenPgpPacket {
  tag: number;
  /** Parts of a packet with partial lengths are put together. */
  body: Uint8Array;
}

const MAX_PACKETS = 1000;

/** Packets that fill the bytes exactly, or undefined. */
export function openPgpPackets(bytes: Uint8Array): OpenPgpPacket[] | undefined {
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

interface Read {
  packet: OpenPgpPacket;
  end: number;
}

/** Legacy header: four bits of tag, two bits for the size of the length; 3 means to the end. */
function oldPacket(bytes: Uint8Array, at: number): Read | undefined {
  const header = bytes[at] ?? 0;
  const lengthSize = [1, 2, 4, 0][header & 3] ?? 0;
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
