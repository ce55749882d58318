import { brotliCompressSync, constants, crc32 } from 'node:zlib';
import { expect, it } from 'vitest';
import { freshBudget, piecesOf, ROOT } from '../../../test/corpus/decode-alone.ts';
import { seededBytes } from '../../../test/corpus/seeded-bytes.ts';
import { Content } from '../content.ts';
import { brotli } from './brotli.ts';
import { dictionaryWord } from './brotli-dictionary.ts';
import { unbrotli } from './unbrotli.ts';

const text = 'The quick brown fox jumps over the lazy dog, again and again and again. ';
const markup = '<a href="https://example.org/" title="Über uns">Über uns</a> Более того, 然而 ';

function compress(plain: string | Uint8Array, quality = 11, lgwin = 22, mode = 0): Uint8Array {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: quality,
    [constants.BROTLI_PARAM_LGWIN]: lgwin,
    [constants.BROTLI_PARAM_MODE]: mode,
  };
  return Uint8Array.from(brotliCompressSync(plain, { params }));
}

it('opens every quality, window and mode', () => {
  const plains = [text, text.repeat(60), markup, markup.repeat(300), JSON.stringify({ text })];
  const wrong: unknown[] = [];
  for (const plain of plains) {
    for (let quality = 0; quality <= 11; quality += 1) {
      for (const lgwin of [10, 16, 24]) {
        for (const mode of [0, 1, 2]) {
          const pieces = piecesOf(brotli, compress(plain, quality, lgwin, mode));
          if (pieces?.[0]?.content.text !== plain) wrong.push([plain.length, quality, lgwin, mode]);
        }
      }
    }
  }
  expect(wrong).toEqual([]);
});

it('opens binary data exactly', () => {
  const random = seededBytes(45);
  const plain = Buffer.concat([
    random(20_000),
    Buffer.alloc(70_000),
    ...Array.from({ length: 900 }, (_, at) => Buffer.from(`${at * at},`)),
    random(20_000).map((byte) => byte & 0x2f),
  ]);
  for (const quality of [1, 5, 9, 11]) {
    const opened = unbrotli(compress(plain, quality), 1_000_000);
    expect(Buffer.compare(Buffer.from(opened ?? []), plain)).toBe(0);
  }
});

it('has the dictionary of the RFC', () => {
  const words: Uint8Array[] = [];
  for (let length = 4; length <= 24; length += 1) {
    // The first transform leaves words as they are; the second adds a space.
    for (let id = 0; dictionaryWord(length, id)?.length === length; id += 1) {
      words.push(dictionaryWord(length, id) ?? new Uint8Array(0));
    }
  }
  const all = Buffer.concat(words);
  expect(all).toHaveLength(122_784);
  expect(crc32(all).toString(16)).toBe('5136cb04');
});

it('refuses a stream that is cut or followed by anything', () => {
  const packed = compress(text);
  expect(piecesOf(brotli, packed)).toHaveLength(1);
  for (let size = 8; size < packed.length; size += 1) {
    expect(piecesOf(brotli, packed.subarray(0, size))).toBeUndefined();
  }
  expect(piecesOf(brotli, Uint8Array.of(...packed, 0))).toBeUndefined();
});

it('gives up on a bomb without the memory for it', () => {
  const bomb = compress(Buffer.alloc(60_000_000), 9, 24);
  expect(bomb.length).toBeLessThan(1000);
  expect(unbrotli(bomb, 1024 * 1024)).toBeUndefined();
  expect(brotli.decode(new Content(bomb), ROOT, freshBudget())).toBeUndefined();
});

it('finds nothing in random bytes', () => {
  const random = seededBytes(46);
  for (const size of [8, 16, 32, 64, 256]) {
    const found = Array.from({ length: 5000 }, () => piecesOf(brotli, random(size)));
    expect(found.filter(Boolean)).toEqual([]);
  }
});
