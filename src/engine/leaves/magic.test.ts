import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import jpeg from 'jpeg-js';
import { PNG } from 'pngjs';
import { expect, it } from 'vitest';
import { seededBytes } from '../../../test/corpus/seeded-bytes.ts';
import { magicClass } from './magic.ts';

const random = seededBytes(61);
const hex = (digits: string, tail = 40) =>
  Uint8Array.of(...Buffer.from(digits.replaceAll(' ', ''), 'hex'), ...random(tail));

/** Frames of one length, each with a header of its own and uniform bytes in it. */
function frames(header: string, length: number, count: number): Uint8Array {
  return Buffer.concat(
    Array.from({ length: count }, () => hex(header, length - header.length / 2)),
  );
}

function placed(size: number, places: Record<number, string>): Uint8Array {
  const bytes = Uint8Array.from(random(size));
  for (const [at, digits] of Object.entries(places))
    bytes.set(Buffer.from(digits, 'hex'), Number(at));
  return bytes;
}

it('knows what encoders and programs write', () => {
  const pixels = { width: 4, height: 4, data: Buffer.alloc(64, 7) };
  const png = new PNG({ width: 4, height: 4 });
  pixels.data.copy(png.data);
  expect(magicClass(jpeg.encode(pixels, 80).data)).toBe('media');
  expect(magicClass(PNG.sync.write(png))).toBe('media');
  expect(magicClass(gzipSync('x'))).toBe('compressed');
  expect(magicClass(readFileSync(process.execPath).subarray(0, 4096))).toBe('media');
});

it.each([
  ['AVIF', hex('0000001c 66747970 61766966')],
  ['WebM', hex('1a45dfa3')],
  ['RAR 5', hex('526172211a070100')],
  ['WebAssembly', hex('0061736d01000000')],
  ['SQLite', hex('53514c69746520666f726d6174203300')],
  ['MP3 of 128 kbit/s', frames('fffb9064', 417, 3)],
  ['AAC in ADTS', frames('fff15080267ffc', 307, 3)],
  ['BMP', placed(90, { 0: '424d 5a000000 00000000 36000000'.replaceAll(' ', '') })],
  ['ICO', placed(90, { 0: '000001000100 1010000001002000 68040000 16000000'.replaceAll(' ', '') })],
  ['TAR', placed(600, { 257: '7573746172' })],
  ['EOT', placed(90, { 0: '5a000000', 34: '4c50' })],
  ['a Java class', hex('cafebabe00000041')],
  ['a Windows program', placed(120, { 0: '4d5a', 60: '50000000', 80: '50450000' })],
])('knows %s', (_, bytes) => {
  expect(magicClass(bytes)).toBe('media');
});

it.each([
  ['one frame of MP3 among other bytes', hex('fffb9064', 900)],
  ['one frame of ADTS among other bytes', hex('fff15080267ffc', 900)],
  ['BM with another size', hex('424d', 90)],
  ['cafebabe with a strange version', hex('cafebabe00001234')],
  ['MZ alone', hex('4d5a', 200)],
])('leaves %s alone', (_, bytes) => {
  expect(magicClass(bytes)).toBeUndefined();
});

it('knows hardly anything in random bytes', () => {
  let found = 0;
  for (let run = 0; run < 200_000; run += 1) if (magicClass(random(48)) !== undefined) found += 1;
  expect(found).toBe(0);
});
