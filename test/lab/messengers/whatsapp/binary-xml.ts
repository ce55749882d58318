/**
 * WhatsApp's binary XML, as far as messages need it: a flag byte, then lists of tag, attributes and content, with
 * words of the dictionary as one byte (fact sheet 3.2; tulir/whatsmeow, binary/). Written for the lab alone, apart
 * from the engine's reader.
 */
import { joined } from '../../client/noise/handshake.ts';

export interface Node {
  tag: string;
  attributes: Record<string, string>;
  /** Children, bytes, or nothing. */
  content?: Node[] | Uint8Array;
}

const WORDS: Readonly<Record<string, number>> = {
  's.whatsapp.net': 3,
  type: 4,
  participant: 5,
  from: 6,
  id: 8,
  jid: 12,
  user: 14,
  to: 17,
  message: 19,
  result: 20,
  class: 21,
  xmlns: 22,
  iq: 25,
  t: 26,
  ack: 27,
  enc: 29,
};
const wordOf = new Map(Object.entries(WORDS).map(([word, token]) => [token, word]));
const LIST_EMPTY = 0;
const LIST_8 = 0xf8;
const JID_PAIR = 0xfa;
const BINARY_8 = 0xfc;
const BINARY_20 = 0xfd;
const utf8 = new TextEncoder();

export function node(
  tag: string,
  attributes: Record<string, string> = {},
  content?: Node[] | Uint8Array,
): Node {
  return content === undefined ? { tag, attributes } : { tag, attributes, content };
}

function binary(bytes: Uint8Array): Uint8Array {
  const { length } = bytes;
  const head =
    length < 256
      ? [BINARY_8, length]
      : [BINARY_20, length >>> 16, (length >>> 8) & 255, length & 255];
  return joined(Uint8Array.from(head), bytes);
}

function word(text: string): Uint8Array {
  const token = WORDS[text];
  if (token !== undefined) return Uint8Array.of(token);
  const [, user, server] = /^([^@]+)@([^@]+)$/.exec(text) ?? [];
  if (user === undefined || server === undefined) return binary(utf8.encode(text));
  return joined(Uint8Array.of(JID_PAIR), word(user), word(server));
}

function encodeElement({ tag, attributes, content }: Node): Uint8Array {
  const entries = Object.entries(attributes);
  const size = 1 + entries.length * 2 + (content === undefined ? 0 : 1);
  const parts = [Uint8Array.of(LIST_8, size), word(tag), ...entries.flat().map(word)];
  if (Array.isArray(content)) {
    parts.push(Uint8Array.of(LIST_8, content.length), ...content.map(encodeElement));
  } else if (content !== undefined) parts.push(binary(content));
  return joined(...parts);
}

/** An element with its flag byte: 0, not compressed. */
export function encodeNode(element: Node): Uint8Array<ArrayBuffer> {
  return joined(Uint8Array.of(0), encodeElement(element));
}

class Reader {
  readonly #bytes: Uint8Array;
  #at = 1;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  #byte(): number {
    const byte = this.#bytes[this.#at];
    if (byte === undefined) throw new Error('the element ends early');
    this.#at += 1;
    return byte;
  }

  #take(length: number): Uint8Array {
    this.#at += length;
    return this.#bytes.slice(this.#at - length, this.#at);
  }

  #value(token = this.#byte()): string | Uint8Array {
    if (token === BINARY_8) return this.#take(this.#byte());
    if (token === BINARY_20) {
      return this.#take((this.#byte() << 16) | (this.#byte() << 8) | this.#byte());
    }
    if (token === JID_PAIR) return `${this.#text()}@${this.#text()}`;
    const known = wordOf.get(token);
    if (known === undefined) throw new Error(`unknown token ${token}`);
    return known;
  }

  #text(): string {
    const value = this.#value();
    return typeof value === 'string' ? value : new TextDecoder().decode(value);
  }

  element(): Node {
    if (this.#byte() !== LIST_8) throw new Error('no list');
    const size = this.#byte();
    const tag = this.#text();
    const attributes: Record<string, string> = {};
    for (let left = (size - 1) >> 1; left > 0; left -= 1) {
      const name = this.#text();
      attributes[name] = this.#text();
    }
    return size % 2 === 0 ? node(tag, attributes, this.#content()) : node(tag, attributes);
  }

  #content(): Node[] | Uint8Array {
    const token = this.#byte();
    if (token === LIST_EMPTY) return [];
    if (token === LIST_8) return Array.from({ length: this.#byte() }, () => this.element());
    const value = this.#value(token);
    return typeof value === 'string' ? utf8.encode(value) : value;
  }
}

/** Reads what `encodeNode` wrote. @throws Error when it isn't that. */
export function decodeNode(bytes: Uint8Array): Node {
  return new Reader(bytes).element();
}

export function childrenOf({ content }: Node): Node[] {
  return Array.isArray(content) ? content : [];
}

/** The first child of that tag. @throws Error when there is none. */
export function childOf(parent: Node, tag: string): Node {
  const found = childrenOf(parent).find((child) => child.tag === tag);
  if (found === undefined) throw new Error(`${parent.tag} lacks ${tag}`);
  return found;
}

export function bytesOf({ content }: Node): Uint8Array<ArrayBuffer> {
  return Array.isArray(content) || content === undefined
    ? new Uint8Array(0)
    : Uint8Array.from(content);
}
