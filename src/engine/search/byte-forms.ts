/** Encodings in which a known text is looked for in bytes that were not, or not yet, taken apart. */

export interface ByteForm {
  bytes: Uint8Array;
  /** ASCII letters match in either case. */
  foldCase: boolean;
}

/** Shorter patterns would be found by chance. */
export const MIN_PATTERN = 6;
/** Of longer texts the beginning is looked for. */
export const MAX_NEEDLE_BYTES = 64;

const encoder = new TextEncoder();
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** All forms of a text, each once. */
export function byteForms(text: string): ByteForm[] {
  const forms: ByteForm[] = [];
  const written = new Set<string>();
  function add(bytes: Uint8Array, foldCase: boolean): void {
    if (bytes.length >= MIN_PATTERN) forms.push({ bytes, foldCase });
  }
  function addText(form: string, foldCase: boolean): void {
    if (written.has(form)) return;
    written.add(form);
    add(encoder.encode(form), foldCase);
  }
  for (const variant of new Set([text, text.normalize('NFC'), text.normalize('NFD')])) {
    const bytes = encoder.encode(variant);
    for (const form of charactersForms(variant, bytes)) addText(form, true);
    const utf16 = utf16Bytes(variant);
    add(utf16, true);
    add(swapped(utf16), true);
    add(bytes.slice().reverse(), true);
    for (const source of [bytes, utf16]) {
      for (const form of base64Forms(source)) addText(form, false);
    }
  }
  return forms;
}

function charactersForms(text: string, bytes: Uint8Array): string[] {
  const json = JSON.stringify(text).slice(1, -1);
  const percent = percentEscaped(bytes);
  const hexPairs = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'));
  return [
    text,
    json,
    json.replace(/[^\0-\x7f]/g, (unit) => `\\u${hexUnit(unit)}`),
    percent,
    percent.replaceAll('%20', '+'),
    `%${hexPairs.join('%')}`,
    hexPairs.join(''),
    text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign),
    text.replace(/[&<>"']|[^\0-\x7f]/gu, (sign) => `&#${sign.codePointAt(0)};`),
    text.replace(
      /[&<>"']|[^\0-\x7f]/gu,
      (sign) => `&#x${(sign.codePointAt(0) ?? 0).toString(16)};`,
    ),
    bytes.join(','),
    bytes.join(', '),
  ];
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** As encodeURIComponent does, but for lone surrogates, at which that throws. */
function percentEscaped(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => {
    const sign = String.fromCharCode(byte);
    return /[A-Za-z0-9_.!~*'()-]/.test(sign) ? sign : `%${byte.toString(16).padStart(2, '0')}`;
  }).join('');
}

function hexUnit(unit: string): string {
  return unit.charCodeAt(0).toString(16).padStart(4, '0');
}

function utf16Bytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    bytes[at * 2] = unit & 255;
    bytes[at * 2 + 1] = unit >> 8;
  }
  return bytes;
}

function swapped(utf16: Uint8Array): Uint8Array {
  return Uint8Array.from(utf16, (_, at) => utf16[at ^ 1] ?? 0);
}

/** Base64 at the three places in a group where the text may begin: the characters that it alone decides. */
function base64Forms(bytes: Uint8Array): string[] {
  const forms: string[] = [];
  for (let offset = 0; offset < 3; offset += 1) {
    let written = '';
    const firstBit = offset * 8;
    const lastBit = firstBit + bytes.length * 8;
    for (let bit = Math.ceil(firstBit / 6) * 6; bit + 6 <= lastBit; bit += 6) {
      const at = bit - firstBit;
      const pair = ((bytes[at >> 3] ?? 0) << 8) | (bytes[(at >> 3) + 1] ?? 0);
      written += BASE64.charAt((pair >> (10 - (at & 7))) & 63);
    }
    forms.push(written, written.replaceAll('+', '-').replaceAll('/', '_'));
  }
  return forms;
}
