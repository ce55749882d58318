/**
 * Thrift's binary protocol, the few types that XChat uses. Thrift's own library doesn't run in a browser
 * without Node's Buffer; thrift-binary.test.ts checks this one against it.
 * Source: thrift.apache.org, "Thrift Binary protocol encoding".
 */
export type ThriftStruct = Map<number, ThriftValue>;
/** Text is written as bytes and always read back as bytes: the protocol doesn't tell them apart. */
export type ThriftValue = boolean | bigint | string | Uint8Array | ThriftStruct;

const STOP = 0;
const BOOL = 2;
const I64 = 10;
const STRING = 11;
const STRUCT = 12;

function typeOf(value: ThriftValue): number {
  if (typeof value === 'boolean') return BOOL;
  if (typeof value === 'bigint') return I64;
  return value instanceof Map ? STRUCT : STRING;
}

function valueBytes(value: ThriftValue): number[] {
  if (typeof value === 'boolean') return [value ? 1 : 0];
  if (typeof value === 'bigint') {
    const view = new DataView(new ArrayBuffer(8));
    view.setBigInt64(0, value);
    return [...new Uint8Array(view.buffer)];
  }
  if (value instanceof Map) return structBytes(value);
  const bytes = typeof value === 'string' ? new TextEncoder().encode(value) : value;
  const { length } = bytes;
  return [length >>> 24, (length >>> 16) & 255, (length >>> 8) & 255, length & 255, ...bytes];
}

function structBytes(struct: ThriftStruct): number[] {
  const fields = [...struct].flatMap(([id, value]) => [
    typeOf(value),
    id >>> 8,
    id & 255,
    ...valueBytes(value),
  ]);
  return [...fields, STOP];
}

/** Writes a struct, fields in the map's order. */
export function encodeThrift(struct: ThriftStruct): Uint8Array<ArrayBuffer> {
  return new Uint8Array(structBytes(struct));
}

class Reader {
  private at = 0;
  private readonly view: DataView;
  private readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    // Node's Buffer has a slice() of its own that doesn't copy.
    this.bytes = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  private take(length: number): number {
    const start = this.at;
    if (start + length > this.bytes.length) throw new RangeError('Thrift ended early');
    this.at += length;
    return start;
  }

  private value(type: number): ThriftValue {
    switch (type) {
      case BOOL:
        return this.view.getUint8(this.take(1)) === 1;
      case I64:
        return this.view.getBigInt64(this.take(8));
      case STRING: {
        const length = this.view.getUint32(this.take(4));
        const start = this.take(length);
        return this.bytes.slice(start, start + length);
      }
      case STRUCT:
        return this.struct();
      default:
        throw new RangeError(`Thrift type ${type} isn't used here`);
    }
  }

  struct(): ThriftStruct {
    const fields: ThriftStruct = new Map();
    for (;;) {
      const type = this.view.getUint8(this.take(1));
      if (type === STOP) return fields;
      const id = this.view.getUint16(this.take(2));
      fields.set(id, this.value(type));
    }
  }
}

/** Reads a struct. @throws RangeError on other types and on truncated input. */
export function decodeThrift(bytes: Uint8Array): ThriftStruct {
  return new Reader(bytes).struct();
}
