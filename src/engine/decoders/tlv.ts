/**
 * Records of type, length and value, where the types are small, the lengths fill the bytes exactly and the values are
 * texts and numbers. Nothing else tells such a format from chance, so records with other values are not taken apart.
 * Paths are types: `2`.
 */
import { Content } from '../content.ts';
import type { Decoder, Piece } from './decoder.ts';

const MIN_RECORDS = 3;
const MAX_TYPE = 255;
/** Longer values that are no text are no numbers either. */
const MAX_NUMBER = 8;
const MIN_TEXT = 4;
/** Bytes of type and of length, big-endian. */
const HEADERS = [
  [1, 1],
  [1, 2],
  [2, 2],
  [1, 4],
] as const;

export const tlv: Decoder = {
  id: 'tlv',
  fit({ isString, bytes }) {
    if (isString || bytes.length < 12) return -1;
    if (!mayFill(bytes)) return -1;
    for (const header of HEADERS) if (fillsBytes(bytes, header[0], header[1])) return 0.1;
    return -1;
  },
  decode({ bytes }, _context, budget) {
    for (const [type, length] of HEADERS) {
      const pieces = fillsBytes(bytes, type, length) && recordsOf(bytes, type, length);
      if (pieces && pieces.length <= budget.leavesLeft) return { pieces };
    }
    return undefined;
  },
};

/** By the shortest first record that any header gives. */
function mayFill(bytes: Uint8Array): boolean {
  const second = bytes[1] ?? 0;
  const third = bytes[2] ?? 0;
  const most = bytes.length;
  // A length of four bytes begins with the same two, and is larger; a type of two bytes begins with zero.
  return second + 2 <= most || second * 256 + third + 3 <= most || bytes[0] === 0;
}

function fillsBytes(bytes: Uint8Array, typeSize: number, lengthSize: number): boolean {
  let records = 0;
  let at = 0;
  while (at < bytes.length) {
    if (readNumber(bytes, at, typeSize) > MAX_TYPE) return false;
    at += typeSize + lengthSize + readNumber(bytes, at + typeSize, lengthSize);
    records += 1;
  }
  return at === bytes.length && records >= MIN_RECORDS;
}

function recordsOf(bytes: Uint8Array, typeSize: number, lengthSize: number): Piece[] | undefined {
  const pieces: Piece[] = [];
  let texts = 0;
  for (let at = 0; at < bytes.length; ) {
    const segment = String(readNumber(bytes, at, typeSize));
    const start = at + typeSize + lengthSize;
    at = start + readNumber(bytes, at + typeSize, lengthSize);
    const content = new Content(bytes.subarray(start, at));
    const isText = content.size >= MIN_TEXT && content.readable !== undefined;
    if (!isText && content.size > MAX_NUMBER) return undefined;
    if (isText) texts += 1;
    pieces.push(isText ? { segment, content } : { segment, content, class: 'number' });
  }
  return texts * 2 >= pieces.length ? pieces : undefined;
}

/** Big-endian; bytes behind the end count as zero, so that the record ends behind it too. */
function readNumber(bytes: Uint8Array, at: number, size: number): number {
  let value = 0;
  for (let offset = 0; offset < size; offset += 1) value = value * 256 + (bytes[at + offset] ?? 0);
  return value;
}
