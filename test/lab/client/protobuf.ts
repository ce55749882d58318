/** Protobuf without schema, for both ends of the lab. */
import protobuf from 'protobufjs/minimal.js';

export const { Reader, Writer } = protobuf;

/** Tag of a length-delimited field: what `Writer.uint32` takes in front of `string`, `bytes` and `fork`. */
export function tag(field: number): number {
  return (field << 3) | 2;
}

/** Length-delimited fields of a message by number, the last of each; other wire types are stepped over. */
export function fields(bytes: Uint8Array): Map<number, Uint8Array> {
  const reader = Reader.create(bytes);
  const found = new Map<number, Uint8Array>();
  while (reader.pos < reader.len) {
    const head = reader.uint32();
    if ((head & 7) === 2) found.set(head >>> 3, reader.bytes());
    else reader.skipType(head & 7);
  }
  return found;
}

/** The field at a path of field numbers. @throws Error when it is missing. */
export function inside(bytes: Uint8Array, path: number[]): Uint8Array {
  let at = bytes;
  for (const number of path) {
    const next = fields(at).get(number);
    if (next === undefined) throw new Error(`field ${path.join('.')} is missing`);
    at = next;
  }
  return at;
}

export function textAt(bytes: Uint8Array, path: number[]): string {
  return new TextDecoder().decode(inside(bytes, path));
}
