/**
 * Erlang's external term format (erlang.org, "External Term Format"): version 131, then one term that fills the bytes,
 * or a zlib stream of one. Strings of Elixir and of most chat servers are binaries: readable ones count as text.
 */
import { Content } from '../content.ts';
import type { Budget } from '../limits.ts';
import type { Decoder } from './decoder.ts';
import { inflate } from './inflate.ts';
import { takeValueApart, ValueReader } from './value-reader.ts';

const VERSION = 131;
const COMPRESSED = 80;
const MIN_SIZE = 6;
const latin1 = (bytes: Uint8Array) => String.fromCharCode(...bytes);

export const etf: Decoder = {
  id: 'etf',
  opens: (first) => first === VERSION,
  fit(content) {
    const { bytes } = content;
    return !content.isString && bytes[0] === VERSION && bytes.length >= MIN_SIZE ? 0.7 : -1;
  },
  decode({ bytes }, context, budget) {
    const packed = bytes[1] === COMPRESSED;
    const term = packed ? unpacked(bytes, budget) : bytes.subarray(1);
    if (term === undefined) return undefined;
    return takeValueApart(new EtfReader(term), context, budget.leavesLeft, packed);
  },
};

/** Behind 131 and 80: the term's size, then it as a zlib stream (header 2, checksum 4 bytes), to the end. */
function unpacked(bytes: Uint8Array, budget: Budget): Uint8Array | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = view.getUint32(2);
  if (size > budget.decodedLeft) {
    budget.hits.add('decoded-bytes');
    return undefined;
  }
  const term = inflate(bytes, 8, size);
  if (term?.bytes.length !== size || term.consumed + 4 !== bytes.length) return undefined;
  budget.takeDecoded(size);
  return term.bytes;
}

class EtfReader extends ValueReader {
  value(nesting: number): unknown {
    this.enter(nesting);
    const tag = this.unsigned(1);
    switch (tag) {
      case 70:
        return this.view.getFloat64(this.take(8));
      case 97:
        return this.unsigned(1);
      case 98:
        return this.view.getInt32(this.take(4));
      case 99:
        return Number.parseFloat(latin1(this.slice(31)));
      case 100:
      case 118:
        return this.#atom(this.unsigned(2));
      case 104:
        return this.list(this.unsigned(1), nesting);
      case 105:
        return this.list(this.unsigned(4), nesting);
      case 106:
        return [];
      case 107:
        return this.#binary(this.unsigned(2));
      case 108:
        return this.#properList(nesting);
      case 109:
        return this.#binary(this.unsigned(4));
      case 110:
        return this.#integer(this.unsigned(1));
      case 115:
      case 119:
        return this.#atom(this.unsigned(1));
      case 116: {
        const count = this.unsigned(4);
        // Three bytes of the length are zero.
        if (count < 256) this.speakFor(3);
        return this.map(count, nesting);
      }
      default:
        // Processes, ports, functions: no message has them.
        return this.malformed(null);
    }
  }

  #atom(length: number): unknown {
    const name = this.text(length);
    if (name === 'nil' || name === 'null' || name === 'undefined') return null;
    return name === 'true' || name === 'false' ? name === 'true' : name;
  }

  #binary(length: number): unknown {
    const bytes = this.slice(length);
    const text = new Content(bytes).readable;
    if (text !== undefined && length > 0) this.speakFor(2 + length);
    return text ?? bytes;
  }

  /** The tail of a proper list is the empty list. */
  #properList(nesting: number): unknown[] {
    const items = this.list(this.unsigned(4), nesting);
    return this.unsigned(1) === 106 ? items : this.malformed(items);
  }

  /** Sign, then digits of eight bits, least first. */
  #integer(length: number): bigint {
    const negative = this.unsigned(1) === 1;
    let value = 0n;
    for (const byte of this.slice(length).toReversed()) value = (value << 8n) | BigInt(byte);
    return negative ? -value : value;
  }
}
