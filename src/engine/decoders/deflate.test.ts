import { randomFillSync } from 'node:crypto';
import { constants, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { freshBudget, piecesOf, ROOT } from '../../../test/corpus/decode-alone.ts';
import { seededBytes } from '../../../test/corpus/seeded-bytes.ts';
import { Content } from '../content.ts';
import { gzip, rawDeflate, zlib } from './deflate.ts';
import { inflate } from './inflate.ts';

const text = 'The quick brown fox jumps over the lazy dog, again and again and again. ';

it.each([
  ['gzip', gzip, gzipSync],
  ['zlib', zlib, deflateSync],
  ['deflate', rawDeflate, deflateRawSync],
] as const)('opens %s at every level and strategy', (_, decoder, compress) => {
  for (const options of [
    {},
    { level: 0 },
    { level: 1 },
    { level: 9 },
    { strategy: constants.Z_FIXED },
    { strategy: constants.Z_HUFFMAN_ONLY },
  ]) {
    for (const plain of [text, text.repeat(50), JSON.stringify({ text })]) {
      const pieces = piecesOf(decoder, Uint8Array.from(compress(plain, options)));
      expect(pieces?.map(({ content }) => content.text)).toEqual([plain]);
    }
  }
});

it('inflates megabytes of binary data exactly', () => {
  const plain = Buffer.alloc(300_000);
  randomFillSync(plain, 0, 100_000);
  const packed = deflateRawSync(plain);
  const result = inflate(packed, 0, 1_000_000);
  expect(result?.end).toBe('final');
  expect(result?.consumed).toBe(packed.length);
  expect(Buffer.compare(Buffer.from(result?.bytes ?? []), plain)).toBe(0);
});

it('opens the first chunk of a sync-flushed stream', () => {
  const options = { finishFlush: constants.Z_SYNC_FLUSH };
  for (const [decoder, compress] of [
    [zlib, deflateSync],
    [rawDeflate, deflateRawSync],
  ] as const) {
    const chunk = Uint8Array.from(compress(text, options));
    expect([...chunk.subarray(-4)]).toEqual([0, 0, 255, 255]);
    expect(piecesOf(decoder, chunk)?.[0]?.content.text).toBe(text);
  }
});

it('stops a bomb at the budget and says so', () => {
  const bomb = new Content(Uint8Array.from(gzipSync(Buffer.alloc(50_000_000))));
  const budget = freshBudget();
  const decoded = gzip.decode(bomb, ROOT, budget);
  expect(decoded?.pieces[0]?.content.size).toBeLessThanOrEqual(1024 * 1024);
  expect(decoded?.omitted).toBe(1);
  expect([...budget.hits]).toEqual(['decoded-bytes']);
});

it('opens what is there of a truncated stream', () => {
  const packed = Uint8Array.from(gzipSync(text.repeat(20)));
  const pieces = piecesOf(gzip, packed.subarray(0, packed.length - 12));
  expect(pieces?.[0]?.content.text?.startsWith(text)).toBe(true);
});

it('finds no raw deflate in random bytes', () => {
  const random = seededBytes(5);
  let found = 0;
  for (let run = 0; run < 20_000; run += 1) if (piecesOf(rawDeflate, random(48))) found += 1;
  expect(found).toBeLessThanOrEqual(1);
});
