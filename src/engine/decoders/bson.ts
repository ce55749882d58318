/** BSON (bsonspec.org, version 1.1): one document that fills the bytes. */
import type { Decoder } from './decoder.ts';
import { emptyObject, takeValueApart, ValueReader } from './value-reader.ts';

const MIN_SIZE = 8;

export const bson: Decoder = {
  id: 'bson',
  fit(content) {
    const { bytes } = content;
    const size = bytes.length;
    if (content.isString || size < MIN_SIZE || bytes[size - 1] !== 0) return -1;
    // The length stands first, least byte first.
    const fits = bytes[0] === (size & 255) && bytes[1] === ((size >> 8) & 255);
    return fits && bytes[2] === ((size >> 16) & 255) && bytes[3] === size >>> 24 ? 0.95 : -1;
  },
  decode({ bytes }, context, budget) {
    // The length at the start says as much as a header would.
    return takeValueApart(new BsonReader(bytes), context, budget.leavesLeft, true);
  },
};

class BsonReader extends ValueReader {
  value(nesting: number): unknown {
    return this.#document(nesting, false);
  }

  #document(nesting: number, isList: boolean): unknown {
    this.enter(nesting);
    const start = this.at;
    const end = start + this.#length();
    const object = emptyObject();
    for (let type = this.unsigned(1); type !== 0 && !this.broken; type = this.unsigned(1)) {
      const name = this.#name();
      this.put(object, name, this.#element(type, nesting + 1));
    }
    if (this.at !== end) return this.malformed(null);
    return isList ? Object.values(object) : object;
  }

  #element(type: number, nesting: number): unknown {
    this.enter(nesting);
    switch (type) {
      case 0x01:
        return this.view.getFloat64(this.take(8), true);
      case 0x02:
      case 0x0d:
      case 0x0e:
        return this.#string();
      case 0x03:
        return this.#document(nesting, false);
      case 0x04:
        return this.#document(nesting, true);
      case 0x05:
        return this.#binary();
      case 0x06:
      case 0x0a:
      case 0x7f:
      case 0xff:
        return null;
      case 0x07:
        return this.slice(12);
      case 0x08:
        return this.unsigned(1) === 1;
      case 0x09:
      case 0x11:
      case 0x12:
        return this.view.getBigInt64(this.take(8), true);
      case 0x0b:
        return `/${this.#name()}/${this.#name()}`;
      case 0x10:
        return this.view.getInt32(this.take(4), true);
      case 0x13:
        return this.slice(16);
      default:
        return this.malformed(null);
    }
  }

  #length(): number {
    const length = this.view.getInt32(this.take(4), true);
    return length < 0 ? this.malformed(0) : length;
  }

  /** Up to the next zero byte. */
  #name(): string {
    const end = this.bytes.indexOf(0, this.at);
    if (end < 0) return this.malformed('');
    const name = this.text(end - this.at);
    this.take(1);
    return name;
  }

  #string(): string {
    const length = this.#length();
    const text = this.text(length - 1);
    return this.unsigned(1) === 0 ? text : this.malformed('');
  }

  /** The subtype says UUID, digest, encrypted …; the bytes are looked at all the same. */
  #binary(): Uint8Array {
    const length = this.#length();
    this.take(1);
    return this.slice(length);
  }
}
