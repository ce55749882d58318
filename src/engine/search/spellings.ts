/** Whole-value spellings of texts that are too short to be looked for inside of anything: `ok` as `b2s=`. */
import {
  base32,
  base32nopad,
  base58,
  base64,
  base64nopad,
  base64url,
  base64urlnopad,
  hex,
} from '@scure/base';

const encoder = new TextEncoder();
/** One character in another spelling is any other value. */
const MIN_BYTES = 2;

/** Format by spelling; a leaf that reads exactly so holds the text. Sources: RFC 4648, RFC 3986 §2.1, base58. */
export function spellingsOf(text: string): ReadonlyMap<string, string> {
  const spellings = new Map<string, string>();
  const bytes = encoder.encode(text);
  if (bytes.length < MIN_BYTES) return spellings;
  const add = (format: string, ...forms: string[]) => {
    for (const form of forms) if (form !== text) spellings.set(form, format);
  };
  const digits = hex.encode(bytes);
  add('hex', digits, digits.toUpperCase());
  for (const source of [bytes, utf16(text)]) {
    add('base64', base64.encode(source), base64nopad.encode(source));
    add('base64', base64url.encode(source), base64urlnopad.encode(source));
    const letters = [base32.encode(source), base32nopad.encode(source)];
    add('base32', ...letters, ...letters.map((form) => form.toLowerCase()));
    add('base58', base58.encode(source));
  }
  add('percent', [...bytes].map((byte) => `%${hex.encode(Uint8Array.of(byte))}`).join(''));
  for (const separator of [',', ', ', ' ']) add('number-list', bytes.join(separator));
  return spellings;
}

/** The text in UTF-16, little-endian. */
export function utf16(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    bytes[2 * at] = unit & 255;
    bytes[2 * at + 1] = unit >> 8;
  }
  return bytes;
}
