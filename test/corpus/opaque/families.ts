/** Payloads of 128 bytes and more whose truth is known, made by real codecs from fixed seeds. */
import { createCipheriv } from 'node:crypto';
import {
  brotliCompressSync,
  constants,
  deflateRawSync,
  deflateSync,
  gzipSync,
  type ZlibOptions,
} from 'node:zlib';
import { init as startZstd, compress as zstd } from '@bokuweb/zstd-wasm';
import { encode as msgpack } from '@msgpack/msgpack';
import { BSON } from 'bson';
import { Encoder } from 'cbor-x';
import * as fflate from 'fflate';
import jpeg from 'jpeg-js';
import lzString from 'lz-string';
import lz4 from 'lz4js';
import * as pako from 'pako';
import { PNG } from 'pngjs';
import protobuf from 'protobufjs/minimal.js';
import snappy from 'snappyjs';
import { chatJson } from '../chat-json.ts';
import { messageText } from '../message-text.ts';
import { seededBytes } from '../seeded-bytes.ts';

export const MIN_SIZE = 128;

export type FamilyName = 'ciphertext' | 'compressed' | 'media' | 'encoded' | 'structured';

/** What every maker draws from. */
interface Source {
  random: (size: number) => Uint8Array;
  chat: (size: number) => string;
  prose: (size: number) => string;
  /** A whole number below `end`. */
  below: (end: number) => number;
}

export type Maker = readonly [name: string, make: (source: Source) => Uint8Array];

export function newSource(seed: number): Source {
  const random = seededBytes(seed);
  const below = (end: number) => {
    const [a = 0, b = 0, c = 0] = random(3);
    return (a | (b << 8) | (c << 16)) % end;
  };
  return { random, chat: chatJson(seed), prose: messageText(seed), below };
}

/** Must have resolved before anything is made. */
export const ready: Promise<void> = startZstd();

/** A text as people and programs send it, of a length that leaves most codecs with more than 128 bytes. */
function message({ chat, prose, below }: Source): string {
  const size = 200 + below(below(4) === 0 ? 6000 : 900);
  return below(2) === 0 ? chat(size) : prose(size);
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

const compressors: Maker[] = [
  ...([1, 6, 9] as const).map(
    (level): Maker => [`gzip, level ${level} (zlib)`, (from) => gzipSync(message(from), { level })],
  ),
  ['zlib (zlib)', (from) => deflateSync(message(from))],
  ['raw deflate (zlib)', (from) => deflateRawSync(message(from))],
  ...Object.entries({
    fixed: constants.Z_FIXED,
    'Huffman only': constants.Z_HUFFMAN_ONLY,
    'run length': constants.Z_RLE,
  }).map(([name, strategy]): Maker => {
    const options: ZlibOptions = { strategy };
    return [`raw deflate, ${name} (zlib)`, (from) => deflateRawSync(message(from), options)];
  }),
  [
    'raw deflate, flushed (zlib)',
    (from) => deflateRawSync(message(from), { finishFlush: constants.Z_SYNC_FLUSH }),
  ],
  ['gzip (fflate)', (from) => fflate.gzipSync(bytesOf(message(from)))],
  ['zlib (fflate)', (from) => fflate.zlibSync(bytesOf(message(from)))],
  ['raw deflate (fflate)', (from) => fflate.deflateSync(bytesOf(message(from)))],
  ['gzip (pako)', (from) => pako.gzip(message(from))],
  ['raw deflate (pako)', (from) => pako.deflateRaw(message(from))],
  ...([1, 5, 9, 11] as const).map(
    (quality): Maker => [
      `brotli, quality ${quality}`,
      (from) =>
        brotliCompressSync(message(from), {
          params: { [constants.BROTLI_PARAM_QUALITY]: quality },
        }),
    ],
  ),
  ...([1, 3, 12] as const).map(
    (level): Maker => [
      `Zstandard, level ${level}`,
      (from) => zstd(Buffer.from(message(from)), level),
    ],
  ),
  ['LZ4 frame', (from) => Uint8Array.from(lz4.compress(bytesOf(message(from))))],
  ['LZ4 block', (from) => lz4Block(bytesOf(message(from)))],
  ['Snappy', (from) => new Uint8Array(snappy.compress(bytesOf(message(from))))],
  ['LZString', (from) => lzString.compressToUint8Array(message(from))],
];

function lz4Block(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(lz4.compressBound(bytes.length));
  const table = new Uint32Array(65_536);
  const size = lz4.compressBlock(bytes, out, 0, bytes.length, table);
  return out.slice(0, size);
}

/** Pictures with edges and noise, as photographs have them. */
function picture({ below, random }: Source): { width: number; height: number; data: Buffer } {
  const width = 24 + below(60);
  const height = 24 + below(60);
  const noise = random(width * height);
  const [phase, scale, strength] = [below(100), 3 + below(20), below(3) === 0 ? 0 : 16 + below(80)];
  const data = Buffer.alloc(width * height * 4, 255);
  for (let at = 0; at < width * height; at += 1) {
    const wave = 120 + 90 * Math.sin((at % width) / scale + phase + Math.floor(at / width) / 9);
    const grain = ((noise[at] ?? 0) / 255 - 0.5) * strength;
    for (let channel = 0; channel < 3; channel += 1)
      data[at * 4 + channel] = wave + grain * (channel + 1);
  }
  return { width, height, data };
}

/** Whole, or the first part of it, as an upload in pieces begins. */
function head(bytes: Uint8Array, { below }: Source): Uint8Array {
  const size = MIN_SIZE + below(Math.max(1, Math.min(bytes.length, 20_000) - MIN_SIZE));
  return below(3) === 0 ? bytes : bytes.slice(0, size);
}

function wave({ below, random }: Source): Uint8Array {
  const samples = 200 + below(4000);
  const noise = random(samples * 2);
  const bytes = Buffer.alloc(44 + samples * 2);
  bytes.write('RIFF', 0, 'latin1');
  bytes.writeUInt32LE(36 + samples * 2, 4);
  bytes.write('WAVEfmt ', 8, 'latin1');
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(16_000, 24);
  bytes.writeUInt32LE(32_000, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36, 'latin1');
  bytes.writeUInt32LE(samples * 2, 40);
  for (let at = 0; at < samples; at += 1)
    bytes.writeInt16LE((noise[at] ?? 0) * 200 - 25_000, 44 + at * 2);
  return bytes;
}

const pictures: Maker[] = [
  [
    'PNG',
    (from) => head(PNG.sync.write(Object.assign(new PNG(picture(from)), picture(from))), from),
  ],
  ['JPEG', (from) => head(jpeg.encode(picture(from), 40 + from.below(55)).data, from)],
  [
    'ZIP',
    (from) =>
      head(fflate.zipSync({ 'a.txt': bytesOf(message(from)), 'b.bin': from.random(400) }), from),
  ],
  ['WAVE', (from) => head(wave(from), from)],
];

function record(from: Source): Record<string, unknown> {
  const { below, prose, random } = from;
  return {
    id: random(8).reduce((sum, byte) => sum * 200 + byte, 0),
    to: `user${below(10_000)}`,
    text: prose(20 + below(300)),
    at: 1_780_000_000 + below(9_000_000),
    seen: below(2) === 0,
    tags: Array.from({ length: below(6) }, () => prose(8)),
    position: { x: below(1000) / 7, y: below(1000) / 3 },
  };
}

/** Three messages in a list, in protobuf. */
function protobufMessage(from: Source): Uint8Array {
  const writer = protobuf.Writer.create();
  for (let at = 0; at < 3; at += 1) {
    writer.uint32(10).fork();
    writer.uint32(10).string(from.prose(20 + from.below(200)));
    writer.uint32(16).uint64(1_780_000_000 + from.below(9_000_000));
    writer.uint32(25).double(from.below(1000) / 7);
    writer.uint32(32).bool(from.below(2) === 0);
    writer.ldelim();
  }
  return writer.finish();
}

/** Small numbers one after the other, as position lists and reactions are packed. */
function packedVarints({ below }: Source): Uint8Array {
  const writer = protobuf.Writer.create();
  const most = 2 ** (7 + below(14));
  for (let count = 140 + below(400); count > 0; count -= 1) writer.uint32(below(most));
  return writer.finish();
}

function numbers(
  from: Source,
  make: (count: number, value: (at: number) => number) => ArrayBufferView,
): Uint8Array {
  const { below } = from;
  const [step, phase, size] = [1 + below(40), below(100), 1 + below(30_000)];
  const count = 80 + below(400);
  const view = make(count, (at) => Math.sin(at / step + phase) * size + below(1 + size / 20));
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}

const cbor = new Encoder({ useRecords: false });

const structures: Maker[] = [
  ['JSON', (from) => bytesOf(JSON.stringify([record(from), record(from)]))],
  ['chat text', (from) => bytesOf(message(from))],
  ['UTF-16', (from) => Buffer.from(from.prose(80 + from.below(600)), 'utf16le')],
  [
    'form',
    (from) =>
      bytesOf(new URLSearchParams({ a: from.prose(90 + from.below(500)), b: '1' }).toString()),
  ],
  ['protobuf', protobufMessage],
  ['packed varints', packedVarints],
  ['MessagePack', (from) => msgpack([record(from), record(from)])],
  ['CBOR', (from) => Uint8Array.from(cbor.encode([record(from), record(from)]))],
  ['BSON', (from) => BSON.serialize({ list: [record(from), record(from)] })],
  [
    '16-bit sound',
    (from) => numbers(from, (length, value) => Int16Array.from({ length }, (_, at) => value(at))),
  ],
  [
    '32-bit numbers',
    (from) => numbers(from, (length, value) => Int32Array.from({ length }, (_, at) => value(at))),
  ],
  [
    '32-bit floats',
    (from) => numbers(from, (length, value) => Float32Array.from({ length }, (_, at) => value(at))),
  ],
  [
    '64-bit floats',
    (from) => numbers(from, (length, value) => Float64Array.from({ length }, (_, at) => value(at))),
  ],
];

const encodings: Maker[] = [
  ['base64', (from) => bytesOf(Buffer.from(message(from)).toString('base64'))],
  ['base64url', (from) => bytesOf(Buffer.from(message(from)).toString('base64url'))],
  ['hexadecimal', (from) => bytesOf(Buffer.from(message(from)).toString('hex'))],
  ['percent escapes', (from) => bytesOf(encodeURIComponent(message(from)))],
  [
    'base64 in JSON',
    (from) => bytesOf(JSON.stringify({ data: Buffer.from(message(from)).toString('base64') })),
  ],
  ['JSON in JSON', (from) => bytesOf(JSON.stringify({ data: JSON.stringify(record(from)) }))],
  [
    'list of numbers',
    (from) => bytesOf(JSON.stringify([...bytesOf(message(from)).subarray(0, 400)])),
  ],
  ['gzip in base64', (from) => bytesOf(gzipSync(message(from)).toString('base64'))],
  ['LZString, base64', (from) => bytesOf(lzString.compressToBase64(message(from)))],
  [
    'PNG in base64',
    (from) =>
      bytesOf(
        Buffer.from(PNG.sync.write(Object.assign(new PNG(picture(from)), picture(from)))).toString(
          'base64',
        ),
      ),
  ],
];

function sealWith(name: string, keySize: number, ivSize: number): Maker {
  return [
    name,
    (from) => {
      const cipher = createCipheriv(name, from.random(keySize), from.random(ivSize));
      const text = message(from);
      return Buffer.concat([cipher.update(text), cipher.final()]);
    },
  ];
}

const ciphers: Maker[] = [
  sealWith('aes-256-cbc', 32, 16),
  sealWith('aes-128-ctr', 16, 16),
  sealWith('aes-256-ctr', 32, 16),
  sealWith('chacha20', 32, 16),
];

export const makers: Readonly<Record<FamilyName, readonly Maker[]>> = {
  ciphertext: ciphers,
  compressed: compressors,
  media: pictures,
  encoded: encodings,
  structured: structures,
};
