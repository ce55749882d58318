/** Kinds of characters, as bits: which ones a text has is what most decoders decide on first. */
export const LOWER = 1;
export const UPPER = 2;
export const DIGIT = 4;
/** `+` and `/` */
export const PLUS_SLASH = 8;
/** `-` and `_` */
export const DASH = 16;
export const EQUALS = 32;
export const PERCENT = 64;
export const BACKSLASH = 128;
export const AMPERSAND = 256;
/** Space, tab, line ends. */
export const SPACE = 512;
export const OTHER = 1024;
/** Outside ASCII. */
export const HIGH = 2048;
export const CONTROL = 4096;

/** By character, and by byte of UTF-8. */
const KINDS = new Uint16Array(256).fill(OTHER);
KINDS.fill(HIGH, 128);
KINDS.fill(CONTROL, 0, 32);
for (const space of [9, 10, 13, 32]) KINDS[space] = SPACE;
KINDS.fill(DIGIT, 48, 58);
KINDS.fill(UPPER, 65, 91);
KINDS.fill(LOWER, 97, 123);
for (const [characters, kind] of [
  ['+/', PLUS_SLASH],
  ['-_', DASH],
  ['=', EQUALS],
  ['%', PERCENT],
  ['\\', BACKSLASH],
  ['&', AMPERSAND],
] as const) {
  for (const character of characters) KINDS[character.charCodeAt(0)] = kind;
}
KINDS[127] = CONTROL;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** What stands at one place: bytes or a text, each turned into the other only when somebody asks. */
export class Content {
  readonly isString: boolean;
  #bytes: Uint8Array | undefined;
  #text: string | undefined;
  #textKnown: boolean;
  #kinds = -1;
  #controls = 0;

  constructor(value: string | Uint8Array) {
    this.isString = typeof value === 'string';
    if (typeof value === 'string') this.#text = value;
    else this.#bytes = value;
    this.#textKnown = this.isString;
  }

  get bytes(): Uint8Array {
    this.#bytes ??= encoder.encode(this.#text ?? '');
    return this.#bytes;
  }

  /** Bytes, or (for an ASCII text, the usual one) characters, which is the same number. */
  get size(): number {
    if (this.#bytes) return this.#bytes.length;
    const text = this.#text ?? '';
    return (this.kinds & HIGH) === 0 ? text.length : this.bytes.length;
  }

  /** The text, or undefined where the bytes are not UTF-8. */
  get text(): string | undefined {
    if (!this.#textKnown) {
      this.#textKnown = true;
      this.#text = decodeUtf8(this.bytes);
    }
    return this.#text;
  }

  /** The text if it is one that people or programs write: hardly any control characters. */
  get readable(): string | undefined {
    const text = this.text;
    if (text === undefined || text === '') return text;
    const kinds = this.kinds;
    return (kinds & CONTROL) === 0 || this.#controls * 20 <= text.length ? text : undefined;
  }

  /** Bits of the kinds of characters that the text has; CONTROL alone for bytes that are no text. */
  get kinds(): number {
    if (this.#kinds < 0) {
      const text = this.text;
      this.#kinds = text === undefined ? CONTROL : this.#scan(text);
    }
    return this.#kinds;
  }

  /** True when the text has no characters but of these kinds. */
  hasOnly(kinds: number): boolean {
    return (this.kinds & ~kinds) === 0;
  }

  #scan(text: string): number {
    const bytes = this.#bytes;
    const kinds = bytes ? kindsOfBytes(bytes, bytes.length) : kindsOfText(text);
    if ((kinds & CONTROL) !== 0) this.#controls = countControls(text);
    return kinds;
  }
}

/** From this length on, writing a text as bytes and looking at those is faster than looking at its characters. */
const LONG_TEXT = 128;
const written = new Uint8Array(4096);

function kindsOfText(text: string): number {
  let kinds = 0;
  if (text.length < LONG_TEXT) {
    for (let at = 0; at < text.length; at += 1)
      kinds |= KINDS[Math.min(text.charCodeAt(at), 255)] ?? 0;
    return kinds;
  }
  for (let rest = text; rest !== ''; ) {
    const { read, written: size } = encoder.encodeInto(rest, written);
    kinds |= kindsOfBytes(written, size);
    rest = rest.slice(read);
  }
  return kinds;
}

function kindsOfBytes(bytes: Uint8Array, size: number): number {
  let kinds = 0;
  for (let at = 0; at < size; at += 1) kinds |= KINDS[bytes[at] ?? 0] ?? 0;
  return kinds;
}

/** Apart from the look at every character, since most texts have none. */
function countControls(text: string): number {
  let controls = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 128 && KINDS[code] === CONTROL) controls += 1;
  }
  return controls;
}

/** The text, or undefined where the bytes are not UTF-8; checked first, since a decoder's exceptions are dear. */
function decodeUtf8(bytes: Uint8Array): string | undefined {
  return isUtf8(bytes) ? decoder.decode(bytes) : undefined;
}

/** UTF-8 by RFC 3629 §4, without the finer rules on surrogates and overlong forms of three and four bytes. */
function isUtf8(bytes: Uint8Array): boolean {
  let start = 0;
  // Four characters at once as long as they are ASCII.
  while (
    start + 4 <= bytes.length &&
    ((bytes[start] ?? 0) |
      (bytes[start + 1] ?? 0) |
      (bytes[start + 2] ?? 0) |
      (bytes[start + 3] ?? 0)) <
      0x80
  ) {
    start += 4;
  }
  for (let at = start; at < bytes.length; at += 1) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) continue;
    const more = lead < 0xc2 || lead > 0xf4 ? 0 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
    if (more === 0 || at + more >= bytes.length) return false;
    for (let left = more; left > 0; left -= 1) {
      at += 1;
      if (((bytes[at] ?? 0) & 0xc0) !== 0x80) return false;
    }
  }
  return true;
}

/** True when the content is text that begins with `prefix`. */
export function hasPrefix(content: Content, prefix: string): boolean {
  return content.text?.startsWith(prefix) ?? false;
}
