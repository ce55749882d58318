/** The binary protocol of Apache Thrift ("Thrift Binary protocol encoding", thrift.apache.org), structs only. */
import { OTHER_FORMAT } from './byte-reader.ts';

export type ThriftValue =
  | { kind: 'number'; start: number; end: number; value: number }
  | { kind: 'bytes'; start: number; end: number }
  | { kind: 'struct'; fields: ThriftField[] }
  | { kind: 'list'; items: ThriftValue[] };

export interface ThriftField {
  id: number;
  value: ThriftValue;
}

const STOP = 0;
const STRING = 11;
const STRUCT = 12;
const MAP = 13;
const SET = 14;
const LIST = 15;
/** Type number to size in bytes: bool, byte, double, i16, i32, i64. */
const SIZES = new Map([
  [2, 1],
  [3, 1],
  [4, 8],
  [6, 2],
  [8, 4],
  [10, 8],
]);
const MAX_VALUES = 4096;
const MAX_NESTING = 32;

class ThriftReader {
  readonly #view: DataView;
  #at = 0;
  #values = 0;

  constructor(bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get atEnd(): boolean {
    return this.#at === this.#view.byteLength;
  }

  struct(nesting: number): ThriftField[] {
    if (nesting > MAX_NESTING) throw OTHER_FORMAT;
    const fields: ThriftField[] = [];
    for (;;) {
      const type = this.#view.getUint8(this.#take(1));
      if (type === STOP) return fields;
      const id = this.#view.getInt16(this.#take(2));
      if (id <= 0) throw OTHER_FORMAT;
      fields.push({ id, value: this.#value(type, nesting) });
    }
  }

  #value(type: number, nesting: number): ThriftValue {
    this.#values += 1;
    if (this.#values > MAX_VALUES) throw OTHER_FORMAT;
    const size = SIZES.get(type);
    if (size !== undefined) return this.#number(type, size);
    if (type === STRING) {
      const length = this.#view.getInt32(this.#take(4));
      if (length < 0) throw OTHER_FORMAT;
      const start = this.#take(length);
      return { kind: 'bytes', start, end: this.#at };
    }
    if (type === STRUCT) return { kind: 'struct', fields: this.struct(nesting + 1) };
    if (type === LIST || type === SET)
      return this.#list([this.#view.getUint8(this.#take(1))], nesting);
    if (type === MAP) {
      const key = this.#view.getUint8(this.#take(1));
      return this.#list([key, this.#view.getUint8(this.#take(1))], nesting);
    }
    throw OTHER_FORMAT;
  }

  #number(type: number, size: number): ThriftValue {
    const start = this.#take(size);
    const view = this.#view;
    if (type === 2 && view.getUint8(start) > 1) throw OTHER_FORMAT;
    const value =
      type === 4
        ? view.getFloat64(start)
        : size === 8
          ? Number(view.getBigInt64(start))
          : size === 4
            ? view.getInt32(start)
            : size === 2
              ? view.getInt16(start)
              : view.getInt8(start);
    return { kind: 'number', start, end: this.#at, value };
  }

  #list(types: number[], nesting: number): ThriftValue {
    if (nesting > MAX_NESTING) throw OTHER_FORMAT;
    const count = this.#view.getInt32(this.#take(4));
    if (count < 0 || count > this.#view.byteLength) throw OTHER_FORMAT;
    const items: ThriftValue[] = [];
    for (let left = count; left > 0; left -= 1) {
      for (const type of types) items.push(this.#value(type, nesting + 1));
    }
    return { kind: 'list', items };
  }

  #take(count: number): number {
    const start = this.#at;
    if (start + count > this.#view.byteLength) throw OTHER_FORMAT;
    this.#at = start + count;
    return start;
  }
}

/** The fields of a struct that fills the bytes exactly, or undefined. */
export function thriftFields(bytes: Uint8Array): ThriftField[] | undefined {
  // The stop mark of the struct itself comes last. Looked at first, since an exception costs more than all the rest.
  if (bytes[bytes.length - 1] !== STOP) return undefined;
  try {
    const reader = new ThriftReader(bytes);
    const fields = reader.struct(0);
    return reader.atEnd && fields.length > 0 ? fields : undefined;
  } catch {
    return undefined;
  }
}
