/**
 * Hub protocols of ASP.NET SignalR (dotnet/aspnetcore, docs/specs/HubProtocol.md). JSON: records that each end with
 * U+001E. MessagePack: messages with their length in front as a variable-length integer, each an array of a message
 * type and what that type has. The records add no segment.
 */
import { Content } from '../content.ts';
import type { Decoder, Piece } from './decoder.ts';

const SEPARATOR = '\u001e';
/** Message type → what the array's first byte may be (its number of elements), and whether headers come second. */
const SHAPES: ReadonlyMap<number, { sizes: readonly number[]; headers: boolean }> = new Map([
  [1, { sizes: [5, 6], headers: true }],
  [2, { sizes: [4], headers: true }],
  [3, { sizes: [4, 5], headers: true }],
  [4, { sizes: [5, 6], headers: true }],
  [5, { sizes: [3], headers: true }],
  [6, { sizes: [1], headers: false }],
  [7, { sizes: [2, 3], headers: false }],
  [8, { sizes: [2], headers: false }],
  [9, { sizes: [2], headers: false }],
]);
const FIX_ARRAY = 0x90;
const MOST_ELEMENTS = 6;
const MAX_LENGTH_DIGITS = 5;

export const signalR: Decoder = {
  id: 'signalr',
  opens: (first) => first === 0x7b,
  fit(content, context) {
    if (context.parent !== '') return -1;
    const text = content.text;
    return text?.startsWith('{') && text.endsWith(`}${SEPARATOR}`) ? 0.95 : -1;
  },
  decode(content, _context, budget) {
    const records = (content.text ?? '').split(SEPARATOR).slice(0, -1);
    if (!records.every((record) => record.startsWith('{'))) return undefined;
    return limited(
      records.map((record) => new Content(record)),
      'application/json',
      budget.leavesLeft,
    );
  },
};

export const signalRMessagePack: Decoder = {
  id: 'signalr-msgpack',
  fit({ isString, bytes }, context) {
    if (isString || context.parent !== '') return -1;
    const start = lengthEnd(bytes, 0);
    return start !== undefined && isMessage(bytes, start) ? 0.9 : -1;
  },
  decode({ bytes }, _context, budget) {
    const messages: Content[] = [];
    for (let at = 0; at < bytes.length; ) {
      const start = lengthEnd(bytes, at);
      if (start === undefined || !isMessage(bytes, start)) return undefined;
      const length = readLength(bytes, at, start);
      at = start + length;
      if (at > bytes.length || length < 2) return undefined;
      messages.push(new Content(bytes.subarray(start, at)));
    }
    return limited(messages, 'application/msgpack', budget.leavesLeft);
  },
};

function limited(contents: Content[], contentType: string, limit: number) {
  const pieces: Piece[] = contents
    .slice(0, limit)
    .map((content) => ({ segment: '', content, contentType }));
  const omitted = contents.length - pieces.length;
  return omitted > 0 ? { pieces, omitted } : { pieces };
}

function isMessage(bytes: Uint8Array, at: number): boolean {
  const size = (bytes[at] ?? 0) - FIX_ARRAY;
  if (size < 1 || size > MOST_ELEMENTS) return false;
  const shape = SHAPES.get(bytes[at + 1] ?? 0);
  if (shape === undefined || !shape.sizes.includes(size)) return false;
  // Headers are a map: `8x`, `de` or `df`.
  const headers = bytes[at + 2] ?? 0;
  return !shape.headers || headers >> 4 === 8 || headers === 0xde || headers === 0xdf;
}

/** Offset behind the variable-length integer at `start`. */
function lengthEnd(bytes: Uint8Array, start: number): number | undefined {
  const end = Math.min(bytes.length, start + MAX_LENGTH_DIGITS);
  for (let at = start; at < end; at += 1) if ((bytes[at] ?? 0) < 128) return at + 1;
  return undefined;
}

function readLength(bytes: Uint8Array, start: number, end: number): number {
  let value = 0;
  for (let at = end - 1; at >= start; at -= 1) value = value * 128 + ((bytes[at] ?? 0) & 127);
  return value;
}
