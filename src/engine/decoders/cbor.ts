/** CBOR (RFC 8949): one object or list, perhaps tagged, that fills the bytes. Tags are stepped over. */
import type { Decoder } from './decoder.ts';
import { emptyObject, takeValueApart, ValueReader } from './value-reader.ts';

const MIN_SIZE = 4;
const BREAK = Symbol('break');
/** RFC 8949 §3.4.6: a tag whose only use is to say "this is CBOR". */
const SELF_DESCRIBED = 55799;

export const cbor: Decoder = {
  id: 'cbor',
  opens: isContainer,
  fit(content, context) {
    const { bytes } = content;
    if (content.isString || bytes.length < MIN_SIZE) return -1;
    if (!isContainer(bytes[0] ?? 0) || !mayFill(bytes)) return -1;
    return isDeclared(context.contentType) ? 0.9 : 0.61;
  },
  decode({ bytes }, context, budget) {
    const declared = isDeclared(context.contentType);
    return takeValueApart(new CborReader(bytes), context, budget.leavesLeft, declared);
  },
};

function isDeclared(contentType: string): boolean {
  return contentType.includes('cbor');
}

/** Lists, maps with something in them, and tags. */
function isContainer(first: number): boolean {
  return first > 0x80 && first < 0xe0 && first !== 0xa0;
}

/** By the sizes that items state alone: what most bytes fail at, before anything is made of them. */
function mayFill(bytes: Uint8Array): boolean {
  let at = 0;
  for (let missing = 1; missing > 0; missing -= 1) {
    // Each item has at least a byte.
    if (missing > bytes.length - at) return false;
    const initial = bytes[at] ?? 0;
    const major = initial >> 5;
    const additional = initial & 31;
    at += 1;
    // Items of unknown length are for the reader.
    if (additional === 31) return major >= 2 && major <= 5;
    if (additional > 27) return false;
    const width = additional < 24 ? 0 : 1 << (additional - 24);
    let argument = width === 0 ? additional : 0;
    for (const end = at + width; at < end; at += 1) argument = argument * 256 + (bytes[at] ?? 0);
    if (major === 7 && (additional < 20 || additional === 24)) return false;
    // More bytes or items than there are: told here, since such numbers are slow to reckon with.
    if (major >= 2 && major <= 5 && argument > bytes.length) return false;
    if (major === 2 || major === 3) at += argument;
    else if (major === 4) missing += argument;
    else if (major === 5) missing += argument * 2;
    else if (major === 6) missing += 1;
  }
  return at === bytes.length;
}

class CborReader extends ValueReader {
  value(nesting: number): unknown {
    const item = this.#item(nesting);
    if (item === BREAK) return this.malformed(null);
    return item;
  }

  #item(nesting: number): unknown {
    this.enter(nesting);
    const initial = this.unsigned(1);
    const major = initial >> 5;
    const additional = initial & 31;
    if (major === 7) return this.#simple(additional);
    if (additional === 31) return this.#indefinite(major, nesting);
    const argument = this.#argument(additional);
    switch (major) {
      case 0:
        return argument;
      case 1:
        return -1 - argument;
      case 2:
        return this.byteString(argument);
      case 3:
        return this.text(argument);
      case 4:
        return this.list(argument, nesting);
      case 5:
        return this.map(argument, nesting);
      default:
        if (argument === SELF_DESCRIBED) this.speakFor(SELF_DESCRIBED);
        return this.value(nesting + 1);
    }
  }

  #argument(additional: number): number {
    if (additional < 24) return additional;
    if (additional > 27) return this.malformed(0);
    return this.unsigned(additional === 24 ? 1 : additional === 25 ? 2 : additional === 26 ? 4 : 8);
  }

  #simple(additional: number): unknown {
    if (additional === 31) return BREAK;
    if (additional === 20 || additional === 21) return additional === 21;
    if (additional === 22 || additional === 23) return null;
    // Half precision: a number, whichever.
    if (additional === 25) return this.unsigned(2);
    if (additional === 26) return this.view.getFloat32(this.take(4));
    if (additional === 27) return this.view.getFloat64(this.take(8));
    // All other simple values are unassigned (RFC 8949 §3.3).
    return this.malformed(null);
  }

  /** Lists, objects and strings in chunks, up to a break. */
  #indefinite(major: number, nesting: number): unknown {
    if (major === 4) return [...this.#untilBreak(nesting)];
    if (major === 5) return this.#openMap(nesting);
    const chunks = [...this.#untilBreak(nesting)];
    if (major === 3 && chunks.every((chunk) => typeof chunk === 'string')) return chunks.join('');
    if (major === 2 && chunks.every((chunk) => chunk instanceof Uint8Array)) {
      return joined(chunks);
    }
    return this.malformed(null);
  }

  *#untilBreak(nesting: number): Generator<unknown> {
    for (
      let item = this.#item(nesting + 1);
      item !== BREAK && !this.broken;
      item = this.#item(nesting + 1)
    ) {
      yield item;
    }
  }

  #openMap(nesting: number): object {
    const object = emptyObject();
    for (const key of this.#untilBreak(nesting)) this.put(object, key, this.value(nesting + 1));
    return object;
  }
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(chunks.reduce((size, chunk) => size + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
