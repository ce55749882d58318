import { compress, init } from '@bokuweb/zstd-wasm';
import { beforeAll, expect, it } from 'vitest';
import { freshBudget, piecesOf, ROOT } from '../../../test/corpus/decode-alone.ts';
import { Content } from '../content.ts';
import { zstd } from './zstd.ts';

const text = 'The quick brown fox jumps over the lazy dog, again and again and again. ';
const utf8 = (plain: string) => new TextEncoder().encode(plain);

beforeAll(() => init());

it('opens every level', () => {
  for (const level of [1, 3, 12, 19]) {
    for (const plain of [text, text.repeat(200)]) {
      const pieces = piecesOf(zstd, Uint8Array.from(compress(utf8(plain), level)));
      expect(pieces?.map(({ content }) => content.text)).toEqual([plain]);
    }
  }
});

it('stops a bomb at the budget and says so', () => {
  const bomb = Uint8Array.from(compress(new Uint8Array(6_000_000), 3));
  const budget = freshBudget();
  const decoded = zstd.decode(new Content(bomb), ROOT, budget);
  expect(decoded?.pieces[0]?.content.size).toBeLessThanOrEqual(1024 * 1024);
  expect(decoded?.omitted).toBe(1);
  expect([...budget.hits]).toEqual(['decoded-bytes']);
});

it('takes no window larger than decoders must have', () => {
  // Two gigabytes are asked for; then an empty last block.
  const frame = Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0, 0xa8, 1, 0, 0, 0);
  expect(piecesOf(zstd, frame)).toBeUndefined();
});

it('refuses a frame that is cut', () => {
  const packed = Uint8Array.from(compress(utf8(text.repeat(20)), 3));
  expect(piecesOf(zstd, packed.subarray(0, packed.length - 6))).toBeUndefined();
});
