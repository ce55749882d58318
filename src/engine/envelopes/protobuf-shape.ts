import { type ProtobufField, protobufFields } from '../decoders/protobuf-fields.ts';

/** Fields of an envelope's protobuf by number; undefined when the bytes are none, or a field comes twice. */
export function fieldsByNumber(bytes: Uint8Array): Map<number, ProtobufField> | undefined {
  const fields = protobufFields(bytes);
  if (fields === undefined) return undefined;
  const byNumber = new Map(fields.map((field) => [field.number, field]));
  return byNumber.size === fields.length ? byNumber : undefined;
}

/** True when no other fields are there than these. */
export function hasOnlyFields(
  fields: ReadonlyMap<number, ProtobufField>,
  allowed: readonly number[],
): boolean {
  return [...fields.keys()].every((number) => allowed.includes(number));
}

/** The bytes of a length-delimited field, if it is there and of the size wanted. */
export function bytesField(
  bytes: Uint8Array,
  fields: ReadonlyMap<number, ProtobufField>,
  number: number,
  size?: number,
): Uint8Array | undefined {
  const field = fields.get(number);
  if (field?.wireType !== 2) return undefined;
  if (size !== undefined && field.value !== size) return undefined;
  return bytes.subarray(field.start, field.end);
}

/** True when the field is a varint, or absent. */
export function isCounter(
  fields: ReadonlyMap<number, ProtobufField>,
  number: number,
  required = false,
): boolean {
  const field = fields.get(number);
  return field === undefined ? !required : field.wireType === 0 && field.value < 2 ** 32;
}

/** AES in CBC mode: whole blocks, at least one. */
export function isCbc(ciphertext: Uint8Array | undefined): ciphertext is Uint8Array {
  return ciphertext !== undefined && ciphertext.length > 0 && ciphertext.length % 16 === 0;
}

/** A Curve25519 public key as libsignal writes it: 05 and 32 bytes. */
export function isTypedKey(key: Uint8Array | undefined): key is Uint8Array {
  return key?.length === 33 && key[0] === 5;
}
