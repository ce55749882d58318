import lz4js from 'lz4js';
import { expect, it } from 'vitest';
import { decodeAlone, freshBudget, piecesOf, ROOT } from '../../../test/corpus/decode-alone.ts';
import { seededBytes } from '../../../test/corpus/seeded-bytes.ts';
import { Content } from '../content.ts';
import { lz4, lz4Block } from './lz4.ts';

const text = 'The quick brown fox jumps over the lazy dog, again and again and again. ';
const utf8 = (plain: string) => new TextEncoder().encode(plain);

function block(plain: string): Uint8Array {
  const source = utf8(plain);
  const target = new Uint8Array(lz4js.compressBound(source.length));
  const table = new Uint32Array(1 << 16);
  return target.subarray(0, lz4js.compressBlock(source, target, 0, source.length, table));
}

it('opens frames and blocks', () => {
  for (const plain of [text.repeat(2), text.repeat(300), `${text}${text.toUpperCase()}${text}`]) {
    expect(decodeAlone(lz4, Uint8Array.from(lz4js.compress(utf8(plain))))).toEqual([['', plain]]);
    expect(decodeAlone(lz4Block, block(plain))).toEqual([['', plain]]);
  }
});

it('opens what lz4js ends with a match closer to the end than other encoders', () => {
  const words =
    'as amanhã as chaves já velha manhã manhã manhã velha amanhã até amanhã obrigado obrigado';
  const plain = JSON.stringify({ type: 'chat', room: 7, text: words });
  expect(decodeAlone(lz4, Uint8Array.from(lz4js.compress(utf8(plain))))).toEqual([['', plain]]);
  expect(decodeAlone(lz4Block, block(plain))).toEqual([['', plain]]);
});

it('refuses what is cut, followed by anything, or ends in a way that no encoder ends', () => {
  const packed = block(text.repeat(3));
  expect(decodeAlone(lz4Block, packed.subarray(0, -1))).toBeUndefined();
  expect(decodeAlone(lz4Block, Uint8Array.of(...packed, 0))).toBeUndefined();
  const frame = Uint8Array.from(lz4js.compress(utf8(text)));
  expect(decodeAlone(lz4, frame.subarray(0, -1))).toBeUndefined();
  expect(decodeAlone(lz4, Uint8Array.of(...frame, 0))).toBeUndefined();
});

it('stops a bomb at the budget and says so', () => {
  const bomb = new Content(Uint8Array.from(lz4js.compress(new Uint8Array(8_000_000))));
  const budget = freshBudget();
  const decoded = lz4.decode(bomb, ROOT, budget);
  expect(decoded?.pieces[0]?.content.size).toBeLessThanOrEqual(1024 * 1024);
  expect(decoded?.omitted).toBe(1);
  expect([...budget.hits]).toEqual(['decoded-bytes']);
});

it('finds no block in random bytes', () => {
  const random = seededBytes(47);
  for (const size of [16, 32, 64, 256]) {
    const found = Array.from({ length: 5000 }, () => piecesOf(lz4Block, random(size)));
    expect(found.filter(Boolean)).toEqual([]);
  }
});
