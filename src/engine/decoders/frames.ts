/** Framing by length: one or more frames that fill the bytes exactly. Adds no segment. */
import { Content } from '../content.ts';
import type { Decoder, Piece } from './decoder.ts';

/** gRPC-Web (grpc PROTOCOL-WEB): flag 00 message, 01 compressed, 80 trailers; then u32 length, big-endian. */
export const grpcWeb: Decoder = {
  id: 'grpc-web',
  opens: (first) => first === 0 || first === 1 || first === 0x80,
  fit(content) {
    if (content.isString || content.bytes.length < 5) return -1;
    const flag = content.bytes[0] ?? 255;
    return flag === 0 || flag === 1 || flag === 0x80 ? 0.85 : -1;
  },
  decode({ bytes }) {
    const view = viewOf(bytes);
    const pieces: Piece[] = [];
    for (let at = 0; at < bytes.length; ) {
      if (at + 5 > bytes.length) return undefined;
      const flag = bytes[at] ?? 255;
      const end = at + 5 + view.getUint32(at + 1);
      if ((flag & 0x7e) !== 0 || end > bytes.length) return undefined;
      const contentType = flag < 0x80 ? 'application/grpc+proto' : 'text/plain';
      if (end > at + 5) {
        pieces.push({
          segment: '',
          content: new Content(bytes.subarray(at + 5, end)),
          contentType,
          // HTTP headers: status and message of the call.
          ...(flag < 0x80 ? {} : { class: 'identifier' as const }),
        });
      }
      at = end;
    }
    return pieces.length > 0 ? { pieces } : undefined;
  },
};

/** Lengths of four bytes in either order, or of three, big-endian (Noise as WhatsApp frames it). */
export const lengthPrefixed: Decoder = {
  id: 'length-prefixed',
  fit(content) {
    if (content.isString || content.bytes.length < 8) return -1;
    return mayBeSplit(content.bytes) ? 0.15 : -1;
  },
  decode({ bytes }) {
    for (const length of LENGTHS) {
      const pieces = split(bytes, length);
      if (pieces) return { pieces };
    }
    return undefined;
  },
};

interface LengthField {
  size: number;
  read(bytes: Uint8Array, at: number): number;
}

const LENGTHS: readonly LengthField[] = [
  { size: 4, read: bigEndian32 },
  { size: 4, read: littleEndian32 },
  { size: 3, read: bigEndian24 },
];

function bigEndian32(bytes: Uint8Array, at: number): number {
  return byteAt(bytes, at) * 2 ** 24 + bigEndian24(bytes, at + 1);
}

function littleEndian32(bytes: Uint8Array, at: number): number {
  const low = byteAt(bytes, at) | (byteAt(bytes, at + 1) << 8) | (byteAt(bytes, at + 2) << 16);
  return low + byteAt(bytes, at + 3) * 2 ** 24;
}

function byteAt(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? 0;
}

function bigEndian24(bytes: Uint8Array, at: number): number {
  return (byteAt(bytes, at) << 16) | (byteAt(bytes, at + 1) << 8) | byteAt(bytes, at + 2);
}

function mayBeSplit(bytes: Uint8Array): boolean {
  const most = bytes.length;
  if (bigEndian24(bytes, 0) <= most || bigEndian32(bytes, 0) <= most) return true;
  return littleEndian32(bytes, 0) <= most;
}

function split(bytes: Uint8Array, length: LengthField): Piece[] | undefined {
  const pieces: Piece[] = [];
  for (let at = 0; at < bytes.length; ) {
    if (at + length.size > bytes.length) return undefined;
    const start = at + length.size;
    const end = start + length.read(bytes, at);
    if (end > bytes.length || end === start) return undefined;
    pieces.push({ segment: '', content: new Content(bytes.subarray(start, end)) });
    at = end;
  }
  return pieces;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
