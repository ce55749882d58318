/** MessagePack (github.com/msgpack/msgpack, spec.md): one object or list that fills the bytes. */
import type { Decoder } from './decoder.ts';
import { takeValueApart, ValueReader } from './value-reader.ts';

const MIN_SIZE = 4;
/** Sizes of the payloads of ext 1 … fixext 16. */
const FIXED_EXTENSIONS = [1, 2, 4, 8, 16];
const TIMESTAMP = -1;

export const msgpack: Decoder = {
  id: 'msgpack',
  opens: isContainer,
  fit(content, context) {
    const { bytes } = content;
    if (content.isString || bytes.length < MIN_SIZE || !isContainer(bytes[0] ?? 0)) return -1;
    if (!mayFill(bytes)) return -1;
    return isDeclared(context.contentType) ? 0.9 : 0.62;
  },
  decode({ bytes }, context, budget) {
    const declared = isDeclared(context.contentType);
    return takeValueApart(new MsgpackReader(bytes), context, budget.leavesLeft, declared);
  },
};

function isDeclared(contentType: string): boolean {
  return contentType.includes('msgpack');
}

/** Maps and arrays, short ones with at least one member. */
function isContainer(first: number): boolean {
  return (first > 0x80 && first < 0xa0 && first !== 0x90) || (first >= 0xdc && first <= 0xdf);
}

/** Bytes of the value behind the types c0 to df, or of its length where `LENGTHS` has one. */
const VALUES = [0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 4, 8, 1, 2, 4, 8, 1, 2, 4, 8, 2, 3, 5, 9, 17].concat([
  0, 0, 0, 0, 0, 0, 0,
]);
/** Bytes of the length, or of the number of members, behind the same types. */
const LENGTHS = [0, 0, 0, 0, 1, 2, 4, 1, 2, 4].concat(
  Array.from({ length: 15 }, () => 0),
  [1, 2, 4, 2, 4, 2, 4],
);
const NEVER_USED = 0xc1;
const FIRST_ARRAY = 0xdc;
const FIRST_MAP = 0xde;

/** By the sizes that values state alone: what most bytes fail at, before anything is made of them. */
function mayFill(bytes: Uint8Array): boolean {
  let at = 0;
  for (let missing = 1; missing > 0; missing -= 1) {
    // Each value has at least a byte.
    if (missing > bytes.length - at) return false;
    const type = bytes[at] ?? 0;
    at += 1;
    if (type < 0x80 || type >= 0xe0) continue;
    if (type < 0x90) missing += (type & 15) * 2;
    else if (type < 0xa0) missing += type & 15;
    else if (type < 0xc0) at += type & 31;
    else if (type === NEVER_USED) return false;
    else {
      let length = 0;
      for (const end = at + (LENGTHS[type - 0xc0] ?? 0); at < end; at += 1) {
        length = length * 256 + (bytes[at] ?? 0);
      }
      if (type >= FIRST_MAP) missing += length * 2;
      else if (type >= FIRST_ARRAY) missing += length;
      else at += length + (VALUES[type - 0xc0] ?? 0);
    }
  }
  return at === bytes.length;
}

class MsgpackReader extends ValueReader {
  value(nesting: number): unknown {
    this.enter(nesting);
    const type = this.unsigned(1);
    if (type < 0x80) return type;
    if (type < 0x90) return this.map(type & 15, nesting);
    if (type < 0xa0) return this.list(type & 15, nesting);
    if (type < 0xc0) return this.text(type & 31);
    if (type >= 0xe0) return type - 0x100;
    return this.#wide(type, nesting);
  }

  #wide(type: number, nesting: number): unknown {
    switch (type) {
      case 0xc0:
        return null;
      case 0xc2:
      case 0xc3:
        return type === 0xc3;
      case 0xc4:
      case 0xc5:
      case 0xc6:
        return this.byteString(this.#length(type - 0xc4));
      case 0xc7:
      case 0xc8:
      case 0xc9:
        return this.#extension(this.#length(type - 0xc7));
      case 0xca:
        return this.view.getFloat32(this.take(4));
      case 0xcb:
        return this.view.getFloat64(this.take(8));
      case 0xcc:
      case 0xcd:
      case 0xce:
        return this.#length(type - 0xcc);
      case 0xcf:
        return this.view.getBigUint64(this.take(8));
      case 0xd0:
        return this.view.getInt8(this.take(1));
      case 0xd1:
        return this.view.getInt16(this.take(2));
      case 0xd2:
        return this.view.getInt32(this.take(4));
      case 0xd3:
        return this.view.getBigInt64(this.take(8));
      case 0xd9:
      case 0xda:
      case 0xdb:
        return this.text(this.#length(type - 0xd9));
      case 0xdc:
      case 0xdd:
        return this.list(this.#length(type - 0xdb), nesting);
      case 0xde:
      case 0xdf:
        return this.map(this.#length(type - 0xdd), nesting);
      case 0xc1:
        // Never used, says the specification.
        return this.malformed(null);
      default:
        return this.#extension(FIXED_EXTENSIONS[type - 0xd4] ?? 0);
    }
  }

  /** An unsigned number of 1, 2 or 4 bytes, for 0, 1, 2. */
  #length(power: number): number {
    return this.unsigned(power === 0 ? 1 : power === 1 ? 2 : 4);
  }

  /** What an application's own types mean, nobody says: bytes. A timestamp is a number like others. */
  #extension(length: number): unknown {
    const type = this.view.getInt8(this.take(1));
    if (type !== TIMESTAMP) return this.slice(length);
    if (length === 4) return this.unsigned(4);
    const start = this.take(length);
    if (length === 8) return this.view.getBigUint64(start) & 0x3_ffff_ffffn;
    if (length === 12) return this.view.getBigInt64(start + 4);
    return this.malformed(null);
  }
}
