/**
 * Protocol buffers without a schema. Paths are field numbers: `8.100.4`.
 *
 * A length-delimited field may be text, bytes or a message, and nothing on the wire says which. Text wins where it
 * is readable, except where it opens with a control character that is also the tag of a field (`0a`, `12`, then the
 * exact length).
 * Bytes become a message only if every byte is explained, so 32 random bytes are taken for one in about one of
 * two thousand cases; a value of a key's size needs a readable field inside to count as a message.
 */
import { Content } from '../content.ts';
import type { Decoder, Piece } from './decoder.ts';
import { type ProtobufField, protobufFields } from './protobuf-fields.ts';
import { holdsText, isOrdinary, isTextField } from './protobuf-text.ts';

const KEY_SIZES: ReadonlySet<number> = new Set([16, 24, 32]);
const MIN_SIZE = 2;
/**
 * Tags that are control characters, which texts do not begin with: numbers 1 to 3 as a number or with a length. A line
 * feed is one of them; then the exact length has to follow.
 */
const CONTROL_TAGS: ReadonlySet<number> = new Set([0x08, 0x0a, 0x10, 0x12, 0x18, 0x1a]);
/** Wire types of a first field: a number, eight bytes, a length, four bytes. */
const OPENING_TYPES: ReadonlySet<number> = new Set([0, 1, 2, 5]);

export const protobuf: Decoder = {
  id: 'protobuf',
  opens: (first) => first >= 8 && OPENING_TYPES.has(first & 7),
  fit(content, context) {
    if (content.isString || content.bytes.length < MIN_SIZE) return -1;
    if (isDeclared(context.contentType)) return 0.9;
    const wireType = (content.bytes[0] ?? 0) & 7;
    if (wireType !== 0 && wireType !== 1 && wireType !== 2 && wireType !== 5) return -1;
    if (content.readable === undefined) return 0.6;
    return CONTROL_TAGS.has(content.bytes[0] ?? 0) ? 0.6 : -1;
  },
  decode(content, context, budget) {
    const { bytes } = content;
    const fields = protobufFields(bytes);
    if (fields === undefined) return undefined;
    const inside = context.parent === 'protobuf' || isDeclared(context.contentType);
    if (!inside && !isPlausibleRoot(bytes, fields)) return undefined;
    if (KEY_SIZES.has(bytes.length) && !holdsText(bytes, fields)) {
      return undefined;
    }
    const limit = budget.leavesLeft;
    const pieces = fields.slice(0, limit).map((field) => pieceOf(bytes, field));
    const omitted = fields.length - pieces.length;
    return omitted > 0 ? { pieces, omitted } : { pieces, document: fields };
  },
};

function isDeclared(contentType: string): boolean {
  return contentType !== '' && /protobuf|grpc|pbbp/.test(contentType);
}

/**
 * Elsewhere than in a message, one lone small number is no evidence: two bytes in three look like that. Without a
 * readable field, fields must have the low numbers and stand in the order that encoders write.
 */
function isPlausibleRoot(bytes: Uint8Array, fields: readonly ProtobufField[]): boolean {
  if (bytes.length < 4) return false;
  const highest = Math.max(...fields.map((field) => field.number));
  const readable = fields.some((field) => isTextField(bytes, field));
  if (highest > 2048) return fields.length >= 4 && readable;
  if (!readable && !isOrdinary(fields)) return false;
  return fields.length >= 3 || fields.some((field) => field.wireType === 2 && field.value >= 2);
}

function pieceOf(bytes: Uint8Array, field: ProtobufField): Piece {
  const segment = String(field.number);
  if (field.wireType === 0) {
    return { segment, content: new Content(String(field.value)), class: 'number' };
  }
  const content = new Content(bytes.subarray(field.start, field.end));
  return field.wireType === 2 ? { segment, content } : { segment, content, class: 'number' };
}
