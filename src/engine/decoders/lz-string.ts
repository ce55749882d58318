/**
 * lz-string (pieroxy.net/blog/pages/lz-string), whose streams pages put into storage, URLs and messages: in its base64, URI
 * and UTF-16 forms. Own reader, since the library has no limit: output grows with the square of the input.
 *
 * Words are read low bit first from characters of 6 or 15 bits, high bit first. Word 0 brings a character of 8 bits, 1 one
 * of 16, 2 ends the stream; all others mean what was seen before, as in LZ78.
 */
import { Content, DASH, DIGIT, EQUALS, HIGH, LOWER, OTHER, PLUS_SLASH, UPPER } from '../content.ts';
import type { Decoder } from './decoder.ts';
import { isRecognisable } from './written.ts';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const BASE64 = valuesOf(`${LETTERS}+/`);
const URI = valuesOf(`${LETTERS}+-`);
const MIN_LENGTH = 12;
const MIN_UTF16_LENGTH = 6;
const MAX_OUTPUT = 256 * 1024;
const NARROW = 8;
const WIDE = 16;
/** The word that ends a stream. */
const END = 2;

function valuesOf(alphabet: string): Uint8Array {
  const values = new Uint8Array(128).fill(255);
  for (let at = 0; at < alphabet.length; at += 1) values[alphabet.charCodeAt(at)] = at;
  return values;
}

/** Values of the characters and how many bits each has; undefined for a text with others. */
interface Packed {
  values: Uint16Array;
  width: 6 | 15;
}

export const lzString: Decoder = {
  id: 'lz-string',
  opens: (first) => first >= 0x20,
  fit(content) {
    const { text } = content;
    if (text === undefined) return -1;
    // Above base64, whose alphabet it shares: nothing else than lz-string reads to its end here.
    if (content.hasOnly(LOWER | UPPER | DIGIT | PLUS_SLASH | EQUALS | DASH | OTHER)) {
      // Of other characters only `$` occurs, which fills up the end.
      const filled = (content.kinds & OTHER) === 0 || text.endsWith('$') || text.endsWith('=');
      return filled && text.length >= MIN_LENGTH ? 0.52 : -1;
    }
    return (content.kinds & HIGH) !== 0 && text.length >= MIN_UTF16_LENGTH ? 0.1 : -1;
  },
  decode(content, _context, budget) {
    const text = content.text ?? '';
    const limit = Math.min(MAX_OUTPUT, budget.decodedLeft);
    for (const packed of packedForms(text)) {
      const plain = unpack(packed, limit);
      const inner = plain === undefined ? undefined : new Content(plain);
      if (inner === undefined || !isRecognisable(inner)) continue;
      budget.takeDecoded(inner.size);
      return { pieces: [{ segment: '', content: inner }] };
    }
    return undefined;
  },
};

function* packedForms(text: string): Generator<Packed> {
  const bare = text.replace(/[=$]{1,3}$/, '');
  for (const alphabet of [BASE64, URI]) {
    const values = narrowValues(bare, alphabet);
    if (values) yield { values, width: 6 };
  }
  const wide = wideValues(text);
  if (wide) yield { values: wide, width: 15 };
}

function narrowValues(text: string, alphabet: Uint8Array): Uint16Array | undefined {
  // The first word is two bits, low bit first, and brings a character: its second bit is zero.
  const first = alphabet[text.charCodeAt(0)] ?? 255;
  if ((first & 16) !== 0) return undefined;
  const values = new Uint16Array(text.length);
  for (let at = 0; at < text.length; at += 1) {
    const value = alphabet[text.charCodeAt(at)] ?? 255;
    if (value === 255) return undefined;
    values[at] = value;
  }
  return values;
}

/** Fifteen bits and 32 a character, with a space at the end. */
function wideValues(text: string): Uint16Array | undefined {
  if (!text.endsWith(' ')) return undefined;
  const values = new Uint16Array(text.length - 1);
  for (let at = 0; at < values.length; at += 1) {
    const value = text.charCodeAt(at) - 32;
    if (value < 0 || value > 0x7fff) return undefined;
    values[at] = value;
  }
  return values;
}

/** The text of a stream that ends within the last character (or the one before), and all bits behind it are zero. */
function unpack({ values, width }: Packed, limit: number): string | undefined {
  let bit = 0;
  const bits = values.length * width;

  /** −1 beyond the end. */
  function word(size: number): number {
    if (bit + size > bits) return -1;
    let value = 0;
    for (let at = 0; at < size; at += 1, bit += 1) {
      const unit = values[Math.floor(bit / width)] ?? 0;
      value |= ((unit >> (width - 1 - (bit % width))) & 1) << at;
    }
    return value;
  }

  function character(kind: number): string | undefined {
    const code = kind === 0 ? word(NARROW) : kind === 1 ? word(WIDE) : -1;
    return code < 0 ? undefined : String.fromCharCode(code);
  }

  const first = character(word(2));
  if (first === undefined) return undefined;
  // The first three numbers are the words with a meaning of their own.
  const entries = ['', '', '', first];
  let size = 3;
  let room = 4;
  let before = first;
  let output = first;

  /** Words get one bit longer whenever the numbers of that length are used up. */
  function add(entry: string): void {
    entries.push(entry);
    room -= 1;
    if (room > 0) return;
    room = 1 << size;
    size += 1;
  }

  for (let index = word(size); index !== END; index = word(size)) {
    if (index < END) {
      const fresh = character(index);
      if (fresh === undefined) return undefined;
      index = entries.length;
      add(fresh);
    }
    // The entry that is just being made begins with what stood before.
    const entry = index === entries.length ? before + before.charAt(0) : entries[index];
    if (entry === undefined || output.length + entry.length > limit) return undefined;
    output += entry;
    add(before + entry.charAt(0));
    before = entry;
  }
  return endsAt(values, width, bit) ? output : undefined;
}

/**
 * True when nothing but zero bits follows, fewer than two characters of them; or fewer than 16 and two characters, which
 * fill up the library's bytes form (`compressToUint8Array`) in base64.
 */
function endsAt(values: Uint16Array, width: number, bit: number): boolean {
  const at = Math.floor(bit / width);
  const rest = (values[at] ?? 0) & ((1 << (width - (bit % width))) - 1);
  const most = width === 6 ? 4 : 2;
  return (
    rest === 0 &&
    at >= values.length - most &&
    values.subarray(at + 1).every((value) => value === 0)
  );
}
