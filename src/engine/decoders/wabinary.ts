/**
 * WhatsApp's binary XML, as it stands inside Noise: a flag byte (2: the rest is zlib), then one element, a list of
 * tag, attributes and content (platforms fact sheet 3.2). Paths are tags, as in XML: `message.participants.to.enc`,
 * attributes `message@to`. The element must fill the bytes exactly.
 */
import { Content } from '../content.ts';
import { joinPath, keySegment } from '../field-path.ts';
import { ByteReader, OTHER_FORMAT } from './byte-reader.ts';
import type { Decoder, Piece } from './decoder.ts';
import { inflate } from './inflate.ts';
import { DOUBLE_BYTE_TOKENS, SINGLE_BYTE_COUNT, SINGLE_BYTE_TOKENS } from './wabinary-tokens.ts';

const LIST_EMPTY = 0;
const DICTIONARY_0 = 0xec;
const INTEROP_JID = 0xf5;
const MESSENGER_JID = 0xf6;
const DEVICE_JID = 0xf7;
const LIST_8 = 0xf8;
const LIST_16 = 0xf9;
const JID_PAIR = 0xfa;
const HEX_8 = 0xfb;
const BINARY_8 = 0xfc;
const BINARY_20 = 0xfd;
const BINARY_32 = 0xfe;
const NIBBLE_8 = 0xff;
const IS_COMPRESSED = 2;
const UNNAMED = 'token-';
const MAX_NESTING = 32;
const MAX_OUTPUT = 1024 * 1024;

export const waBinary: Decoder = {
  id: 'wabinary',
  opens: (first) => isList(first) || first === 0 || first === IS_COMPRESSED,
  fit({ isString, bytes }) {
    if (isString || bytes.length < 4) return -1;
    const first = bytes[0] ?? 0;
    if (isList(first)) return 0.85;
    if (first === 0) return isList(bytes[1] ?? 0) ? 0.87 : -1;
    const zlib = first === IS_COMPRESSED && bytes[1] === 0x78;
    return zlib && (((bytes[1] ?? 0) << 8) | (bytes[2] ?? 0)) % 31 === 0 ? 0.87 : -1;
  },
  decode({ bytes }, context, budget) {
    const tree = treeOf(bytes, Math.min(budget.decodedLeft, MAX_OUTPUT));
    if (tree === undefined) return undefined;
    if (tree.buffer !== bytes.buffer) budget.takeDecoded(tree.length);
    const reader = new TreeReader(tree, context.knownTexts);
    reader.element('', 0);
    if (reader.left > 0) return undefined;
    const pieces = reader.pieces.slice(0, budget.leavesLeft);
    const omitted = reader.pieces.length - pieces.length;
    return omitted > 0 ? { pieces, omitted } : { pieces };
  },
};

function isList(tag: number): boolean {
  return tag === LIST_8 || tag === LIST_16;
}

/** The element's bytes, behind the flag byte if there is one. */
function treeOf(bytes: Uint8Array, limit: number): Uint8Array | undefined {
  if (isList(bytes[0] ?? 0)) return bytes;
  if (bytes[0] !== IS_COMPRESSED) return bytes.subarray(1);
  const inflated = inflate(bytes, 3, limit);
  return inflated?.end === 'final' ? inflated.bytes : undefined;
}

/** Undefined: the empty value. */
type Value = { text: string; isJid: boolean } | { bytes: Uint8Array } | undefined;

class TreeReader extends ByteReader {
  readonly pieces: Piece[] = [];
  readonly #knownTexts: readonly string[];

  constructor(bytes: Uint8Array, knownTexts: readonly string[]) {
    super(bytes);
    this.#knownTexts = knownTexts;
  }

  element(parent: string, nesting: number): void {
    if (nesting > MAX_NESTING) throw OTHER_FORMAT;
    const size = this.#listSize(this.u8());
    if (size === 0) throw OTHER_FORMAT;
    const tag = this.#name();
    // Every stanza has a name that we know or that is written out; chance finds the others first.
    if (nesting === 0 && tag.startsWith(UNNAMED)) throw OTHER_FORMAT;
    const path = joinPath(parent, keySegment(tag, this.#knownTexts));
    const attributes = (size - 1) >> 1;
    for (let left = attributes; left > 0; left -= 1) {
      this.#attribute(`${path}@${keySegment(this.#name(), this.#knownTexts)}`);
    }
    if (size % 2 === 0) this.#content(path, nesting);
    else if (attributes === 0) this.pieces.push(empty(path));
  }

  #attribute(segment: string): void {
    const value = this.#value(this.u8());
    if (value === undefined) throw OTHER_FORMAT;
    if ('bytes' in value)
      this.pieces.push({ segment, content: new Content(printable(value.bytes)) });
    else this.pieces.push(leafOf(segment, value));
  }

  #content(path: string, nesting: number): void {
    const tag = this.u8();
    if (isList(tag)) {
      for (let left = this.#listSize(tag); left > 0; left -= 1) this.element(path, nesting + 1);
      return;
    }
    const value = this.#value(tag);
    if (value === undefined) this.pieces.push(empty(path));
    else if ('bytes' in value) {
      this.pieces.push({ segment: path, content: new Content(value.bytes) });
    } else this.pieces.push(leafOf(path, value));
  }

  /** A tag or an attribute's name. */
  #name(): string {
    const value = this.#value(this.u8());
    if (value === undefined) throw OTHER_FORMAT;
    const name = 'bytes' in value ? printable(value.bytes) : value.text;
    if (!/^[\w:.-]{1,64}$/.test(name)) throw OTHER_FORMAT;
    return name;
  }

  #listSize(tag: number): number {
    if (tag === LIST_EMPTY) return 0;
    if (!isList(tag)) throw OTHER_FORMAT;
    return tag === LIST_8 ? this.u8() : this.u16();
  }

  #value(tag: number): Value {
    switch (tag) {
      case LIST_EMPTY:
        return undefined;
      case BINARY_8:
        return { bytes: this.take(this.u8()) };
      case BINARY_20:
        return { bytes: this.take(this.u24() & 0xfffff) };
      case BINARY_32:
        return { bytes: this.take(this.u32()) };
      case NIBBLE_8:
      case HEX_8:
        return { text: this.#packed(tag === HEX_8), isJid: false };
      case JID_PAIR:
      case DEVICE_JID:
      case MESSENGER_JID:
      case INTEROP_JID:
        return { text: this.#jid(tag), isJid: true };
      default:
        return { text: this.#token(tag), isJid: false };
    }
  }

  #token(tag: number): string {
    if (tag < SINGLE_BYTE_COUNT) return SINGLE_BYTE_TOKENS.get(tag) ?? `${UNNAMED}${tag}`;
    if (tag > DICTIONARY_0 + 3) throw OTHER_FORMAT;
    const index = this.u8();
    const dictionary = tag - DICTIONARY_0;
    return DOUBLE_BYTE_TOKENS.get(dictionary * 256 + index) ?? `${UNNAMED}${dictionary}-${index}`;
  }

  /** Two characters a byte: digits and `-.`, or hexadecimal digits; the top bit of the length drops the last. */
  #packed(isHex: boolean): string {
    const header = this.u8();
    const characters = isHex ? '0123456789ABCDEF' : '0123456789-.\0\0\0\0';
    let text = '';
    for (const byte of this.take(header & 127)) {
      text += characters.charAt(byte >> 4) + characters.charAt(byte & 15);
    }
    const kept = header < 128 ? text : text.slice(0, -1);
    if (kept === '' || kept.includes('\0')) throw OTHER_FORMAT;
    return kept;
  }

  #jid(tag: number): string {
    if (tag === DEVICE_JID) {
      const [agent, device] = [this.u8(), this.u8()];
      return `${this.#text()}.${agent}:${device}@${SINGLE_BYTE_TOKENS.get(3)}`;
    }
    const user = this.#text(tag === JID_PAIR);
    const device = tag === JID_PAIR ? '' : `:${this.u16()}`;
    if (tag === INTEROP_JID) this.u16();
    return `${user}${device}@${this.#text()}`;
  }

  #text(mayBeEmpty = false): string {
    const value = this.#value(this.u8());
    if (value === undefined && mayBeEmpty) return '';
    if (value === undefined) throw OTHER_FORMAT;
    return 'bytes' in value ? printable(value.bytes) : value.text;
  }
}

function leafOf(segment: string, { text, isJid }: { text: string; isJid: boolean }): Piece {
  const content = new Content(text);
  return isJid ? { segment, content, class: 'identifier' } : { segment, content };
}

function empty(segment: string): Piece {
  return { segment, content: new Content(''), class: 'empty' };
}

function printable(bytes: Uint8Array): string {
  const text = new Content(bytes).readable;
  if (text === undefined || text === '') throw OTHER_FORMAT;
  return text;
}
