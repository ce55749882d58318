/**
 * The ways in which a text that we know may leave a page: one row for each encoding or nesting of encodings, made with real
 * encoders. Cipher texts and hashes are not among them: nobody can read a text out of those.
 */
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { compress as zstdCompress, init as zstdInit } from '@bokuweb/zstd-wasm';
import { encode as msgpackEncode } from '@msgpack/msgpack';
import { base32 } from '@scure/base';
import ascii85 from 'ascii85';
import base58 from 'bs58';
import { encode as cborEncode } from 'cborg';
import lzString from 'lz-string';
import lz4 from 'lz4js';
import protobuf from 'protobufjs/minimal.js';
import quotedPrintable from 'quoted-printable';
import snappy from 'snappyjs';

export type Encoding = readonly [name: string, encode: (text: string) => string | Uint8Array];

const utf8 = (text: string) => new TextEncoder().encode(text);
const base64 = (bytes: Uint8Array | string) => Buffer.from(bytes).toString('base64');
const hex = (bytes: Uint8Array | string) => Buffer.from(bytes).toString('hex');
const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
const utf16 = (text: string) => Uint8Array.from(Buffer.from(text, 'utf16le'));
const percentAll = (text: string) => hex(text).replace(/../g, '%$&');
const each = (text: string, written: (character: string) => string) =>
  Array.from(text, written).join('');
const unicode = (text: string) =>
  Array.from({ length: text.length }, (_, at) => text.charCodeAt(at).toString(16).padStart(4, '0'))
    .map((digits) => `\\u${digits}`)
    .join('');

function rot13(text: string): string {
  return text.replace(/[a-z]/gi, (letter) => {
    const first = letter <= 'Z' ? 65 : 97;
    return String.fromCharCode(first + ((letter.charCodeAt(0) - first + 13) % 26));
  });
}

function field3(bytes: Uint8Array): Uint8Array {
  return protobuf.Writer.create().uint32(8).uint32(100).uint32(26).bytes(bytes).finish();
}

/** What a body of JSON around it adds, so that compression has something to do. */
const message = (text: string) => JSON.stringify({ type: 'message', body: text, id: 17 });

/** To be awaited once before the rows with Zstandard are made. */
export const ready = zstdInit;

export const encodings: readonly Encoding[] = [
  ['UTF-8', (text) => `=> ${text}`],
  ['UTF-16, little-endian', utf16],
  ['UTF-16, big-endian', (text) => Uint8Array.from(Buffer.from(text, 'utf16le').swap16())],
  ['JSON', message],
  ['JSON, all \\u', (text) => `{"body":"${unicode(text)}"}`],
  ['JavaScript \\u{}', (text) => each(text, (c) => `\\u{${c.codePointAt(0)?.toString(16)}}`)],
  ['\\xHH', (text) => hex(text).replace(/../g, '\\x$&')],
  ['percent, reserved only', (text) => encodeURIComponent(text)],
  ['percent, all, capitals', (text) => percentAll(text).toUpperCase()],
  ['percent, all, small', percentAll],
  ['form', (text) => new URLSearchParams({ a: '1', body: text }).toString()],
  ['&#decimal;', (text) => each(text, (c) => `&#${c.codePointAt(0)};`)],
  ['&#xhex;', (text) => each(text, (c) => `&#x${c.codePointAt(0)?.toString(16)};`)],
  ['quoted-printable', (text) => quotedPrintable.encode(latin1(utf8(text)))],
  ['capitals', (text) => message(text.toUpperCase())],
  ['small letters', (text) => message(text.toLowerCase())],
  ['decomposed', (text) => message(text.normalize('NFD'))],
  ['full width', (text) => message(each(text, fullWidth))],
  ['backwards', (text) => message([...text].reverse().join(''))],
  ['rot13', (text) => message(rot13(text))],
  ['UTF-8 read as Latin-1', (text) => message(latin1(utf8(text)))],
  ['numbers', (text) => utf8(text).join(',')],
  ['numbers with spaces', (text) => JSON.stringify({ d: utf8(text).join(', ') })],
  ['numbers in JSON', (text) => JSON.stringify({ d: [...utf8(text)] })],
  ['base64', (text) => JSON.stringify({ d: base64(text) })],
  ['base64url', (text) => JSON.stringify({ d: Buffer.from(text).toString('base64url') })],
  ['base64 in lines', (text) => base64(`${text} `.repeat(4)).replace(/.{60}/g, '$&\r\n')],
  ['base64, slashes escaped', (text) => `{"d":"${base64(text).replaceAll('/', '\\/')}"}`],
  ['base64 in a form', (text) => `a=1&d=${encodeURIComponent(base64(text))}`],
  ['base64 of UTF-16', (text) => JSON.stringify({ d: base64(utf16(text)) })],
  ['hex, small', (text) => JSON.stringify({ d: hex(text) })],
  ['hex, capitals', (text) => JSON.stringify({ d: hex(text).toUpperCase() })],
  ['base32', (text) => JSON.stringify({ d: base32.encode(utf8(text)) })],
  ['base32, small', (text) => JSON.stringify({ d: base32.encode(utf8(text)).toLowerCase() })],
  ['Ascii85', (text) => JSON.stringify({ d: latin1(ascii85.encode(utf8(text))) })],
  ['base58', (text) => JSON.stringify({ d: base58.encode(utf8(text)) })],
  ['lz-string, base64', (text) => JSON.stringify({ d: lzString.compressToBase64(text) })],
  ['lz-string, URI', (text) => `a=1&d=${lzString.compressToEncodedURIComponent(message(text))}`],
  ['lz-string, UTF-16', (text) => JSON.stringify({ d: lzString.compressToUTF16(message(text)) })],
  ['base64 of base64', (text) => JSON.stringify({ d: base64(base64(text)) })],
  ['base64 three times', (text) => JSON.stringify({ d: base64(base64(base64(text))) })],
  ['base64 of hex', (text) => JSON.stringify({ d: base64(hex(text)) })],
  ['hex of base64', (text) => JSON.stringify({ d: hex(base64(text)) })],
  ['JSON in JSON', (text) => JSON.stringify({ d: message(text) })],
  ['percent twice', (text) => `q=${encodeURIComponent(encodeURIComponent(text))}&x=1`],
  ['percent of JSON', (text) => `variables=${encodeURIComponent(message(text))}&x=1`],
  ['gzip', (text) => gzipSync(message(text))],
  ['zlib', (text) => deflateSync(message(text))],
  ['raw deflate', (text) => deflateRawSync(message(text))],
  ['brotli', (text) => brotliCompressSync(message(text))],
  ['Zstandard', (text) => zstdCompress(utf8(message(text)), 3)],
  ['LZ4 frame', (text) => lz4.compress(utf8(message(text)))],
  ['Snappy', (text) => snappy.compress(utf8(message(text)))],
  ['base64 of gzip', (text) => JSON.stringify({ d: base64(gzipSync(text)) })],
  ['base64 of raw deflate', (text) => JSON.stringify({ d: base64(deflateRawSync(message(text))) })],
  ['base64 of brotli', (text) => JSON.stringify({ d: base64(brotliCompressSync(message(text))) })],
  ['protobuf', (text) => field3(utf8(text))],
  ['gzip in protobuf', (text) => field3(gzipSync(text))],
  ['zlib in MessagePack', (text) => msgpackEncode({ kind: 'message', data: deflateSync(text) })],
  ['MessagePack', (text) => msgpackEncode({ kind: 'message', body: text })],
  ['CBOR', (text) => cborEncode({ kind: 'message', body: text })],
  ['XOR with one byte', (text) => utf8(text).map((byte) => byte ^ 0xa7)],
  ['XOR with one byte, in base64', (text) => `{"d":"${base64(utf8(text).map((b) => b ^ 0x5a))}"}`],
  ['plus one byte', (text) => field3(utf8(text).map((byte) => (byte + 101) & 255))],
];

/** The letters that East Asian keyboards write in double width. */
function fullWidth(character: string): string {
  const code = character.charCodeAt(0);
  return code > 0x20 && code < 0x7f ? String.fromCharCode(code + 0xfee0) : character;
}

/** A generated phrase, and a sentence that somebody may type. */
export const needles = ['kwtzqmrhvbnxjgdpfcls', 'Treffen wir uns morgen früh um neun 9'] as const;
