/** Encodings in which a known text is looked for in bytes that were not, or not yet, taken apart. */
import { disguisesOf } from './disguise.ts';

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
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
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
    for (const form of base32Forms(bytes)) addText(form, true);
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
    `\\x${hexPairs.join('\\x')}`,
    Array.from(bytes, quoted).join(''),
    bytes.join(','),
    bytes.join(', '),
    ...disguisesOf(text),
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

/** Quoted-printable (RFC 2045 §6.7), without line breaks. */
function quoted(byte: number): string {
  const plain = byte >= 0x20 && byte < 0x7f && byte !== 0x3d;
  return plain ? String.fromCharCode(byte) : `=${byte.toString(16).padStart(2, '0')}`;
}

/** Base64 at the three places in a group where the text may begin. */
function base64Forms(bytes: Uint8Array): string[] {
  return [0, 1, 2].flatMap((offset) => {
    const written = alignedForm(bytes, offset, 6, BASE64);
    return [written, written.replaceAll('+', '-').replaceAll('/', '_')];
  });
}

/** The same for base32, with five places. */
function base32Forms(bytes: Uint8Array): string[] {
  return [0, 1, 2, 3, 4].map((offset) => alignedForm(bytes, offset, 5, BASE32));
}

/** The characters of `width` bits that the bytes alone decide when `offset` others stand before them in a group. */
function alignedForm(bytes: Uint8Array, offset: number, width: number, alphabet: string): string {
  let written = '';
  const firstBit = offset * 8;
  const lastBit = firstBit + bytes.length * 8;
  for (let bit = Math.ceil(firstBit / width) * width; bit + width <= lastBit; bit += width) {
    const at = bit - firstBit;
    const pair = ((bytes[at >> 3] ?? 0) << 8) | (bytes[(at >> 3) + 1] ?? 0);
    written += alphabet.charAt((pair >> (16 - width - (at & 7))) & ((1 << width) - 1));
  }
  return written;
}
