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

const MAX_FIELD_NUMBER = 19999;
const MAX_FIELDS = 4096;

/** All fields, or undefined when the bytes are not exactly one message. Groups are refused: nobody writes them. */
export function protobufFields(bytes: Uint8Array): ProtobufField[] | undefined {
  const fields: ProtobufField[] = [];
  let at = 0;
  while (at < bytes.length) {
    const tag = readVarint(bytes, at);
    if (tag === undefined || tag.value > MAX_FIELD_NUMBER * 8 + 7) return undefined;
    const number = Math.floor(tag.value / 8);
    const wireType = tag.value % 8;
    const start = tag.end;
    if (number === 0 || fields.length >= MAX_FIELDS) return undefined;
    if (wireType === 0) {
      const varint = readVarint(bytes, start);
      if (varint === undefined) return undefined;
      fields.push({ number, wireType, start, end: varint.end, value: varint.value });
      at = varint.end;
    } else if (wireType === 2) {
      const length = readVarint(bytes, start);
      if (length === undefined || length.value > bytes.length - length.end) return undefined;
      at = length.end + length.value;
      fields.push({ number, wireType, start: length.end, end: at, value: length.value });
    } else if (wireType === 1 || wireType === 5) {
      at = start + (wireType === 1 ? 8 : 4);
      if (at > bytes.length) return undefined;
      fields.push({ number, wireType, start, end: at, value: 0 });
    } else return undefined;
  }
  return fields.length > 0 ? fields : undefined;
}

/** A varint of at most ten bytes in its shortest form. */
export function readVarint(
  bytes: Uint8Array,
  start: number,
): { value: number; end: number } | undefined {
  let value = 0;
  let scale = 1;
  for (let at = start; at < start + 10; at += 1) {
    const byte = bytes[at];
    if (byte === undefined) return undefined;
    value += (byte & 127) * scale;
    scale *= 128;
    if (byte < 128) return byte === 0 && at > start ? undefined : { value, end: at + 1 };
  }
  return undefined;
}
