/** The compact protocol of Apache Thrift ("Thrift Compact protocol encoding", thrift.apache.org), structs only. */
import { Content } from '../content.ts';
import { readVarint } from './protobuf-fields.ts';
import type { ThriftField, ThriftValue } from './thrift-fields.ts';
import { ValueReader } from './value-reader.ts';

const STOP = 0;
const TRUE = 1;
const FALSE = 2;
const BYTE = 3;
const I16 = 4;
const I64 = 6;
const DOUBLE = 7;
const BINARY = 8;
const LIST = 9;
const SET = 10;
const MAP = 11;
const STRUCT = 12;

/** `evidence` as in value-reader.ts: readable texts speak for the format. */
export interface ThriftStruct {
  fields: ThriftField[];
  evidence: number;
}

class CompactReader extends ValueReader {
  value(nesting: number): ThriftField[] {
    this.enter(nesting);
    const fields: ThriftField[] = [];
    let id = 0;
    for (let header = this.unsigned(1); header !== STOP; header = this.unsigned(1)) {
      if (this.broken) break;
      // The id counts from the one before; a difference of 0 says that it follows in full.
      const step = header >> 4;
      id = step === 0 ? this.#zigzag() : id + step;
      if (id <= 0 || id > 0x7fff) return this.malformed(fields);
      const type = header & 15;
      fields.push({ id, value: this.#field(type, nesting) });
    }
    return fields;
  }

  /** A boolean field has its value in its type. */
  #field(type: number, nesting: number): ThriftValue {
    if (type !== TRUE && type !== FALSE) return this.#element(type, nesting);
    return { kind: 'number', start: this.at, end: this.at, value: type === TRUE ? 1 : 0 };
  }

  #element(type: number, nesting: number): ThriftValue {
    this.enter(nesting);
    if (type === STRUCT) return { kind: 'struct', fields: this.value(nesting + 1) };
    if (type === BINARY) return this.#bytes();
    if (type === LIST || type === SET) return this.#list(nesting);
    if (type === MAP) return this.#map(nesting);
    return this.#number(type);
  }

  #number(type: number): ThriftValue {
    const start = this.at;
    let value = 0;
    if (type === DOUBLE) value = this.view.getFloat64(this.take(8), true);
    else if (type === TRUE || type === FALSE || type === BYTE) {
      value = this.view.getInt8(this.take(1));
      if (type !== BYTE && value !== TRUE && value !== FALSE && value !== 0) this.malformed(0);
    } else if (type >= I16 && type <= I64) value = this.#zigzag();
    else this.malformed(0);
    return { kind: 'number', start, end: this.at, value };
  }

  #bytes(): ThriftValue {
    const length = this.#varint();
    const start = this.at;
    if (isText(this.slice(length))) this.speakFor(2 + length);
    return { kind: 'bytes', start, end: this.at };
  }

  #list(nesting: number): ThriftValue {
    const header = this.unsigned(1);
    const count = header >> 4 === 15 ? this.#varint() : header >> 4;
    const items: ThriftValue[] = [];
    if (count > this.bytes.length - this.at) this.malformed(0);
    for (let left = count; left > 0 && !this.broken; left -= 1)
      items.push(this.#element(header & 15, nesting + 1));
    return { kind: 'list', items };
  }

  #map(nesting: number): ThriftValue {
    const count = this.#varint();
    const items: ThriftValue[] = [];
    if (count === 0) return { kind: 'list', items };
    const types = this.unsigned(1);
    if (count * 2 > this.bytes.length - this.at) this.malformed(0);
    for (let left = count; left > 0 && !this.broken; left -= 1) {
      items.push(this.#element(types >> 4, nesting + 1), this.#element(types & 15, nesting + 1));
    }
    return { kind: 'list', items };
  }

  #varint(): number {
    const varint = readVarint(this.bytes, this.at);
    if (varint === undefined) return this.malformed(0);
    this.at = varint.end;
    return varint.value;
  }

  #zigzag(): number {
    const value = this.#varint();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }
}

function isText(bytes: Uint8Array): boolean {
  return bytes.length > 0 && new Content(bytes).readable !== undefined;
}

/** The fields of a struct that fills the bytes exactly, or undefined. */
export function thriftCompactFields(bytes: Uint8Array): ThriftStruct | undefined {
  const reader = new CompactReader(bytes);
  const fields = reader.value(0);
  return reader.complete && fields.length > 0 ? { fields, evidence: reader.evidence } : undefined;
}
