/** The wire format of protocol buffers (protobuf.dev, "Encoding"), strictly: what no encoder writes is refused. */
export interface ProtobufField {
  number: number;
  /** 0 varint, 1 eight bytes, 2 length-delimited, 5 four bytes. */
  wireType: 0 | 1 | 2 | 5;
  /** Start and end of the value in the message. */
  start: number;
  end: number;
  /** Varints below 2^53; larger ones lose low bits. */
  value: number;
}

/** Field number 19999, any wire type. */
const MAX_TAG = 19_999 * 8 + 7;
const MAX_VARINT = 10;
const MAX_FIELDS = 4096;

/** All fields, or undefined when the bytes are not exactly one message. Groups are refused: nobody writes them. */
export function protobufFields(bytes: Uint8Array): ProtobufField[] | undefined {
  // Walked through first: most bytes are no message, and nothing is to be made of those.
  if (!areFields(bytes)) return undefined;
  const fields: ProtobufField[] = [];
  for (let at = 0; at < bytes.length; ) {
    const tag = varintAt(bytes, at);
    const wireType = (tag & 7) as ProtobufField['wireType'];
    let start = varintEnd;
    const value = wireType === 0 || wireType === 2 ? varintAt(bytes, start) : 0;
    if (wireType === 2) start = varintEnd;
    at = fieldEnd(wireType, start, value);
    fields.push({ number: tag >> 3, wireType, start, end: at, value });
  }
  return fields;
}

/** True for one field or more that fill the bytes. */
function areFields(bytes: Uint8Array): boolean {
  let count = 0;
  for (let at = 0; at < bytes.length; count += 1) {
    const tag = varintAt(bytes, at);
    if (tag < 8 || tag > MAX_TAG || count >= MAX_FIELDS) return false;
    const wireType = tag & 7;
    if (wireType > 5 || wireType === 3 || wireType === 4) return false;
    let value = 0;
    let start = varintEnd;
    if (wireType === 0 || wireType === 2) {
      value = varintAt(bytes, start);
      if (value < 0) return false;
      start = wireType === 2 ? varintEnd : start;
    }
    if (wireType === 2 && value > bytes.length - start) return false;
    at = fieldEnd(wireType, start, value);
    if (at > bytes.length) return false;
  }
  return count > 0;
}

/** Offset behind a field's value that begins at `start`; of a varint it was read last. */
function fieldEnd(wireType: number, start: number, value: number): number {
  if (wireType === 0) return varintEnd;
  if (wireType === 2) return start + value;
  return start + (wireType === 1 ? 8 : 4);
}

/** Offset behind the varint that `varintAt` read last: an object with both would be made for every byte or two. */
let varintEnd = 0;

/** A varint of at most ten bytes in its shortest form; -1 where there is none. */
function varintAt(bytes: Uint8Array, start: number): number {
  const end = Math.min(bytes.length, start + MAX_VARINT);
  let value = 0;
  let scale = 1;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    value += (byte & 127) * scale;
    if (byte < 128) {
      varintEnd = at + 1;
      return byte === 0 && at > start ? -1 : value;
    }
    scale *= 128;
  }
  return -1;
}

/** A varint of at most ten bytes in its shortest form. */
export function readVarint(
  bytes: Uint8Array,
  start: number,
): { value: number; end: number } | undefined {
  const value = varintAt(bytes, start);
  return value < 0 ? undefined : { value, end: varintEnd };
}
