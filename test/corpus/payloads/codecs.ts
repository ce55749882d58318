/** Serialisations, encodings and compressions by the libraries that web clients use. */
import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { compress as zstdCompress, init as zstdInit } from '@bokuweb/zstd-wasm';
import { encode as msgpackEncode } from '@msgpack/msgpack';
import { base32, base58, base64urlnopad } from '@scure/base';
import bs58 from 'bs58';
import { serialize as bsonSerialize } from 'bson';
import { encode as cborXEncode } from 'cbor-x';
import { encode as cborgEncode } from 'cborg';
import * as fflate from 'fflate';
import lzString from 'lz-string';
import { pack as msgpackrPack } from 'msgpackr';
import * as pako from 'pako';
import protobuf from 'protobufjs/minimal.js';
import thrift from 'thrift';
import { base64, base64url, hex, load, utf8 } from './payload-case.ts';

interface JspbWriter {
  writeUint64String(field: number, value: string): void;
  writeString(field: number, value: string): void;
  writeBytes(field: number, value: Uint8Array): void;
  writeMessage(
    field: number,
    value: unknown,
    write: (value: unknown, writer: JspbWriter) => void,
  ): void;
  getResultBuffer(): Uint8Array;
}

const jspb = load<{ BinaryWriter: new () => JspbWriter }>('google-protobuf');
const etf = load<{ pack(value: unknown): Uint8Array }>('etf.js');
const ascii85 = load<{ encode(bytes: Uint8Array): Buffer }>('ascii85');
const quotedPrintable = load<{ encode(bytes: string): string }>('quoted-printable');
const lz4 = load<{
  compress(bytes: Uint8Array): Uint8Array;
  makeBuffer(size: number): Uint8Array;
  compressBound(size: number): number;
  compressBlock(
    from: Uint8Array,
    to: Uint8Array,
    start: number,
    end: number,
    table: Uint32Array,
  ): number;
}>('lz4js');
const snappy = load<{ compress(bytes: Uint8Array): Uint8Array }>('snappyjs');

/** Before zstd is used. */
export async function startCodecs(): Promise<void> {
  await zstdInit();
}

interface Codec {
  id: string;
  made: string;
  encode(bytes: Uint8Array): Uint8Array | string;
}

const { TBinaryProtocol, TCompactProtocol, TBufferedTransport } = thrift;
type Protocol = InstanceType<typeof TBinaryProtocol>;
const { STRING, STRUCT, I32, I64, LIST } = thrift.Thrift.Type;

export type ThriftField = [id: number, value: string | Uint8Array | number | ThriftField[]];

/** One struct; numbers are written as i32, strings and bytes as strings, lists of fields as structs. */
export function thriftStruct(fields: ThriftField[], compact = false): Uint8Array {
  let result = new Uint8Array(0);
  const transport = new TBufferedTransport(undefined, (bytes?: Uint8Array) => {
    if (bytes) result = Uint8Array.from(bytes);
  });
  const protocol = compact
    ? (new TCompactProtocol(transport) as unknown as Protocol)
    : new TBinaryProtocol(transport);
  writeThrift(protocol, fields);
  transport.flush();
  return result;
}

function writeThrift(protocol: Protocol, fields: ThriftField[]): void {
  protocol.writeStructBegin('');
  for (const [id, value] of fields) {
    if (Array.isArray(value)) {
      protocol.writeFieldBegin('', STRUCT, id);
      writeThrift(protocol, value);
    } else if (typeof value === 'number') {
      protocol.writeFieldBegin('', I32, id);
      protocol.writeI32(value);
    } else {
      protocol.writeFieldBegin('', STRING, id);
      if (typeof value === 'string') protocol.writeString(value);
      else protocol.writeBinary(Buffer.from(value));
    }
    protocol.writeFieldEnd();
  }
  protocol.writeFieldStop();
  protocol.writeStructEnd();
}

export const thriftTypes = { I64, LIST };

export type ProtobufField = [id: number, value: number | string | Uint8Array | ProtobufField[]];

/** A message by field numbers, without a schema. */
export function protobufMessage(fields: ProtobufField[]): Uint8Array {
  const writer = protobuf.Writer.create();
  writeProtobuf(writer, fields);
  return Uint8Array.from(writer.finish());
}

function writeProtobuf(writer: protobuf.Writer, fields: ProtobufField[]): void {
  for (const [id, value] of fields) {
    if (typeof value === 'number') writer.uint32(id << 3).uint64(value);
    else if (typeof value === 'string') writer.uint32((id << 3) | 2).string(value);
    else if (value instanceof Uint8Array) writer.uint32((id << 3) | 2).bytes(value);
    else {
      writer.uint32((id << 3) | 2).fork();
      writeProtobuf(writer, value);
      writer.ldelim();
    }
  }
}

/** The same three fields in every serialisation: who, what, when. */
export const serialisations: readonly (Omit<Codec, 'encode'> & {
  contentType: string;
  encode(text: string): Uint8Array | string;
})[] = [
  {
    id: 'json',
    made: 'node:buffer',
    contentType: 'application/json',
    encode: (text) => JSON.stringify({ to: 4711, text, at: 1_763_700_000 }),
  },
  {
    id: 'json-ascii',
    made: 'node:buffer',
    contentType: 'application/json',
    encode: (text) => JSON.stringify({ to: 4711, text }).replace(/[^ -~]/g, unicodeEscape),
  },
  {
    id: 'json-lines',
    made: 'node:buffer',
    contentType: 'application/x-ndjson',
    encode: (text) =>
      `${JSON.stringify({ op: 'join', room: 7 })}\n${JSON.stringify({ op: 'say', text })}\n`,
  },
  {
    id: 'form',
    made: 'node:url',
    contentType: 'application/x-www-form-urlencoded',
    encode: (text) => new URLSearchParams({ to: '4711', message: text }).toString(),
  },
  {
    id: 'xml',
    made: 'node:buffer',
    contentType: 'text/xml',
    encode: (text) => `<message to="4711"><body>${escapeXml(text)}</body></message>`,
  },
  { id: 'text', made: 'node:buffer', contentType: 'text/plain', encode: (text) => text },
  {
    id: 'html',
    made: 'node:buffer',
    contentType: 'text/html',
    encode: (text) => `<div class="message"><p>${escapeXml(text)}</p></div>`,
  },
  {
    id: 'pblite',
    made: 'node:buffer',
    contentType: 'application/json+protobuf',
    encode: (text) => JSON.stringify([null, ['4711'], null, text, 1_763_700_000]),
  },
  {
    id: 'protobufjs',
    made: 'protobufjs',
    contentType: 'application/x-protobuf',
    encode: (text) =>
      protobufMessage([
        [1, 4711],
        [2, text],
        [3, 1_763_700_000],
      ]),
  },
  {
    id: 'google-protobuf',
    made: 'google-protobuf',
    contentType: 'application/x-protobuf',
    encode: (text) => {
      const writer = new jspb.BinaryWriter();
      writer.writeUint64String(1, '4711');
      writer.writeMessage(2, text, (_, inner) => inner.writeString(1, text));
      return writer.getResultBuffer();
    },
  },
  {
    id: 'grpc-web',
    made: 'protobufjs',
    contentType: 'application/grpc-web+proto',
    encode: (text) =>
      grpcWeb(
        protobufMessage([
          [1, '4711'],
          [4, [[2, text]]],
        ]),
      ),
  },
  {
    id: 'grpc-web-text',
    made: 'protobufjs',
    contentType: 'application/grpc-web-text',
    encode: (text) =>
      base64(
        grpcWeb(
          protobufMessage([
            [1, '4711'],
            [4, [[2, text]]],
          ]),
        ),
      ),
  },
  {
    id: 'thrift-binary',
    made: 'thrift',
    contentType: 'application/x-thrift',
    encode: (text) =>
      thriftStruct([
        [1, 4711],
        [2, [[1, text]]],
      ]),
  },
  {
    id: 'thrift-compact',
    made: 'thrift',
    contentType: 'application/x-thrift',
    encode: (text) =>
      thriftStruct(
        [
          [1, 4711],
          [2, [[1, text]]],
        ],
        true,
      ),
  },
  {
    id: 'msgpack',
    made: '@msgpack/msgpack',
    contentType: 'application/msgpack',
    encode: (text) => msgpackEncode({ to: 4711, text }),
  },
  {
    id: 'msgpackr',
    made: 'msgpackr',
    contentType: 'application/x-msgpack',
    encode: (text) => Uint8Array.from(msgpackrPack([1, 'say', { text, to: 4711n }])),
  },
  {
    id: 'cbor-x',
    made: 'cbor-x',
    contentType: 'application/cbor',
    encode: (text) => Uint8Array.from(cborXEncode({ to: 4711, text })),
  },
  {
    id: 'cborg',
    made: 'cborg',
    contentType: 'application/cbor',
    encode: (text) => cborgEncode({ to: 4711, message: { text } }),
  },
  {
    id: 'bson',
    made: 'bson',
    contentType: 'application/bson',
    encode: (text) => bsonSerialize({ to: 4711, text }),
  },
  {
    id: 'etf',
    made: 'etf.js',
    contentType: 'application/octet-stream',
    encode: (text) => Uint8Array.from(etf.pack({ op: 0, d: { content: text, channel: '4711' } })),
  },
  {
    id: 'utf-16le',
    made: 'node:buffer',
    contentType: 'application/octet-stream',
    encode: (text) => Uint8Array.from(Buffer.from(text, 'utf16le')),
  },
  {
    id: 'utf-16be',
    made: 'node:buffer',
    contentType: 'text/plain; charset=utf-16be',
    encode: (text) => Uint8Array.from(Buffer.from(`\ufeff${text}`, 'utf16le').swap16()),
  },
];

export function grpcWeb(message: Uint8Array): Uint8Array {
  const frame = Buffer.alloc(5 + message.length);
  frame.writeUInt32BE(message.length, 1);
  frame.set(message, 5);
  return Uint8Array.from(frame);
}

export function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function unicodeEscape(sign: string): string {
  return `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Bytes to text, and text to more text. */
export const encodings: readonly {
  id: string;
  made: string;
  encode(bytes: Uint8Array): string;
}[] = [
  { id: 'base64', made: 'node:buffer', encode: base64 },
  { id: 'base64url', made: '@scure/base', encode: (bytes) => base64urlnopad.encode(bytes) },
  { id: 'hex', made: 'node:buffer', encode: hex },
  { id: 'hex-upper', made: 'node:buffer', encode: (bytes) => hex(bytes).toUpperCase() },
  { id: 'base32', made: '@scure/base', encode: (bytes) => base32.encode(bytes) },
  { id: 'base58', made: 'bs58', encode: (bytes) => bs58.encode(bytes) },
  { id: 'base58-scure', made: '@scure/base', encode: (bytes) => base58.encode(bytes) },
  { id: 'ascii85', made: 'ascii85', encode: (bytes) => ascii85.encode(bytes).toString() },
  {
    id: 'quoted-printable',
    made: 'quoted-printable',
    encode: (bytes) => quotedPrintable.encode(Buffer.from(bytes).toString('latin1')),
  },
  { id: 'percent', made: 'node:buffer', encode: percent },
  {
    id: 'number-list',
    made: 'node:buffer',
    encode: (bytes) => JSON.stringify([...bytes]),
  },
];

function percent(bytes: Uint8Array): string {
  return [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0').toUpperCase()}`).join('');
}

/** Texts to text: escapes that have no meaning for bytes. */
export const escapes: readonly { id: string; made: string; encode(text: string): string }[] = [
  { id: 'uri-component', made: 'node:url', encode: encodeURIComponent },
  {
    id: 'html-entities',
    made: 'node:buffer',
    encode: (text) => [...text].map((sign) => `&#${sign.codePointAt(0)};`).join(''),
  },
  {
    id: 'html-entities-hex',
    made: 'node:buffer',
    encode: (text) => [...text].map((sign) => `&#x${sign.codePointAt(0)?.toString(16)};`).join(''),
  },
  {
    id: 'unicode-escapes',
    made: 'node:buffer',
    encode: (text) => text.replace(/[\s\S]/g, unicodeEscape),
  },
  { id: 'json-string', made: 'node:buffer', encode: (text) => JSON.stringify({ text }) },
];

const brotliQuality = (quality: number) => ({
  params: { [constants.BROTLI_PARAM_QUALITY]: quality },
});

export const compressions: readonly {
  id: string;
  made: string;
  encode(bytes: Uint8Array): Uint8Array;
}[] = [
  { id: 'gzip', made: 'node:zlib', encode: (bytes) => gzipSync(bytes) },
  { id: 'gzip-fflate', made: 'fflate', encode: (bytes) => fflate.gzipSync(bytes, { mtime: 0 }) },
  { id: 'zlib', made: 'node:zlib', encode: (bytes) => deflateSync(bytes) },
  { id: 'zlib-pako', made: 'pako', encode: (bytes) => pako.deflate(bytes, { level: 9 }) },
  { id: 'deflate', made: 'node:zlib', encode: (bytes) => deflateRawSync(bytes) },
  { id: 'deflate-fflate', made: 'fflate', encode: (bytes) => fflate.deflateSync(bytes) },
  {
    id: 'deflate-fixed',
    made: 'node:zlib',
    encode: (bytes) => deflateRawSync(bytes, { strategy: constants.Z_FIXED }),
  },
  {
    id: 'deflate-flushed',
    made: 'node:zlib',
    encode: (bytes) => deflateSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH }),
  },
  {
    id: 'brotli-5',
    made: 'node:zlib',
    encode: (bytes) => brotliCompressSync(bytes, brotliQuality(5)),
  },
  {
    id: 'brotli-11',
    made: 'node:zlib',
    encode: (bytes) => brotliCompressSync(bytes, brotliQuality(11)),
  },
  {
    id: 'zstd-3',
    made: '@bokuweb/zstd-wasm',
    encode: (bytes) => zstdCompress(Buffer.from(bytes), 3),
  },
  {
    id: 'zstd-12',
    made: '@bokuweb/zstd-wasm',
    encode: (bytes) => zstdCompress(Buffer.from(bytes), 12),
  },
  { id: 'lz4-frame', made: 'lz4js', encode: (bytes) => Uint8Array.from(lz4.compress(bytes)) },
  { id: 'lz4-block', made: 'lz4js', encode: lz4Block },
  { id: 'snappy', made: 'snappyjs', encode: (bytes) => snappy.compress(bytes) },
];

/** One LZ4 block without a frame; a block that does not shrink is one run of literals, as the format has it. */
function lz4Block(bytes: Uint8Array): Uint8Array {
  const to = lz4.makeBuffer(lz4.compressBound(bytes.length));
  const size = lz4.compressBlock(bytes, to, 0, bytes.length, new Uint32Array(1 << 16));
  return size > 0 ? Uint8Array.from(to.subarray(0, size)) : literals(bytes);
}

function literals(bytes: Uint8Array): Uint8Array {
  if (bytes.length < 15) return Uint8Array.of(bytes.length << 4, ...bytes);
  const lengths: number[] = [];
  let left = bytes.length - 15;
  for (; left >= 255; left -= 255) lengths.push(255);
  return Uint8Array.of(0xf0, ...lengths, left, ...bytes);
}

/** Compressions that work on text and write text. */
export const textCompressions: readonly {
  id: string;
  made: string;
  encode(text: string): string;
}[] = [
  { id: 'lz-string-base64', made: 'lz-string', encode: (text) => lzString.compressToBase64(text) },
  {
    id: 'lz-string-uri',
    made: 'lz-string',
    encode: (text) => lzString.compressToEncodedURIComponent(text),
  },
  { id: 'lz-string-utf16', made: 'lz-string', encode: (text) => lzString.compressToUTF16(text) },
];

export { base64url, utf8 };
