/** Readable fields in messages of protocol buffers: what makes a message of bytes that parse by chance now and then. */
import { Content } from '../content.ts';
import { type ProtobufField, protobufFields } from './protobuf-fields.ts';

const MIN_TEXT = 3;
/** `ok`, where the messages around it are evidence too. */
const MIN_NESTED_TEXT = 2;
/** Two letters or digits; a pictograph; one letter of three bytes, of a script in which that is a word. */
const READABLE = /[\p{L}\p{N}]{2}|\p{Extended_Pictographic}|(?=[\u0800-\uffff])\p{L}/u;
const MAX_NESTING = 4;
/** The highest field number whose tag has one byte. */
const MAX_BARE_NUMBER = 15;

export function isTextField(
  bytes: Uint8Array,
  field: ProtobufField,
  atLeast: number = MIN_TEXT,
): boolean {
  if (field.wireType !== 2 || field.value < atLeast) return false;
  const text = new Content(bytes.subarray(field.start, field.end)).readable;
  return text !== undefined && READABLE.test(text);
}

/** True when some field is readable, or a message in which one is, all with fields as encoders order them. */
export function holdsText(
  bytes: Uint8Array,
  fields: readonly ProtobufField[],
  nesting: number = 0,
): boolean {
  if (fields.some((field) => isTextField(bytes, field))) return true;
  if (nesting >= MAX_NESTING || !isOrdinary(fields)) return false;
  return fields.some((field) => {
    if (field.wireType !== 2) return false;
    const inner = bytes.subarray(field.start, field.end);
    const nested = protobufFields(inner);
    if (nested === undefined || !isOrdinary(nested)) return false;
    return (
      nested.some((text) => isTextField(inner, text, MIN_NESTED_TEXT)) ||
      holdsText(inner, nested, nesting + 1)
    );
  });
}

/** Low numbers, in the order that encoders write. */
export function isOrdinary(fields: readonly ProtobufField[]): boolean {
  return fields.every(
    ({ number }, at) => number <= MAX_BARE_NUMBER && number >= (fields[at - 1]?.number ?? 0),
  );
}
