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
    const length = readLength(bytes, 0);
    return length !== undefined && isMessage(bytes, length.end) ? 0.9 : -1;
  },
  decode({ bytes }, _context, budget) {
    const messages: Content[] = [];
    for (let at = 0; at < bytes.length; ) {
      const length = readLength(bytes, at);
      if (length === undefined || !isMessage(bytes, length.end)) return undefined;
      at = length.end + length.value;
      if (at > bytes.length || length.value < 2) return undefined;
      messages.push(new Content(bytes.subarray(length.end, at)));
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
  const shape = SHAPES.get(bytes[at + 1] ?? 0);
  if (shape === undefined || !shape.sizes.includes((bytes[at] ?? 0) - FIX_ARRAY)) return false;
  // Headers are a map: `8x`, `de` or `df`.
  const headers = bytes[at + 2] ?? 0;
  return !shape.headers || headers >> 4 === 8 || headers === 0xde || headers === 0xdf;
}

function readLength(bytes: Uint8Array, start: number): { value: number; end: number } | undefined {
  let value = 0;
  for (let digit = 0; digit < MAX_LENGTH_DIGITS; digit += 1) {
    const byte = bytes[start + digit];
    if (byte === undefined) return undefined;
    value += (byte & 127) * 128 ** digit;
    if (byte < 128) return { value, end: start + digit + 1 };
  }
  return undefined;
}
