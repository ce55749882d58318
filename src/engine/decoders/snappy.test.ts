import snappyjs from 'snappyjs';
import { expect, it } from 'vitest';
import { decodeAlone, freshBudget, piecesOf, ROOT } from '../../../test/corpus/decode-alone.ts';
import { seededBytes } from '../../../test/corpus/seeded-bytes.ts';
import { Content } from '../content.ts';
import { snappy, snappyBlock } from './snappy.ts';

const text = 'The quick brown fox jumps over the lazy dog, again and again and again. ';
const utf8 = (plain: string) => new TextEncoder().encode(plain);
const block = (plain: Uint8Array) => Uint8Array.from(snappyjs.compress(plain));

/** google/snappy, framing_format.txt: the start, then compressed chunks. Nobody reads the checksum. */
function framed(plains: readonly Uint8Array[]): Uint8Array {
  const chunks = plains.map((plain) => {
    const data = block(plain);
    const size = data.length + 4;
    return [0, size & 255, (size >> 8) & 255, size >> 16, 1, 2, 3, 4, ...data];
  });
  return Uint8Array.from([0xff, 6, 0, 0, ...Buffer.from('sNaPpY'), ...chunks.flat()]);
}

it('opens blocks and frames', () => {
  for (const plain of [text, text.repeat(3), text.repeat(300)]) {
    expect(decodeAlone(snappyBlock, block(utf8(plain)))).toEqual([['', plain]]);
    expect(decodeAlone(snappy, framed([utf8(plain), utf8(text)]))).toEqual([['', plain + text]]);
  }
});

it('refuses what is cut or followed by anything', () => {
  const packed = block(utf8(text.repeat(3)));
  expect(decodeAlone(snappyBlock, packed.subarray(0, -1))).toBeUndefined();
  expect(decodeAlone(snappyBlock, Uint8Array.of(...packed, 0))).toBeUndefined();
  expect(decodeAlone(snappy, framed([utf8(text)]).subarray(0, -1))).toBeUndefined();
});

it('stops a bomb at the budget and says so', () => {
  const zeros = Array.from({ length: 90 }, () => new Uint8Array(60_000));
  const budget = freshBudget();
  const decoded = snappy.decode(new Content(framed(zeros)), ROOT, budget);
  expect(decoded?.pieces[0]?.content.size).toBeLessThanOrEqual(1024 * 1024);
  expect([...budget.hits]).toEqual(['decoded-bytes']);
});

it('finds no block in random bytes', () => {
  const random = seededBytes(48);
  for (const size of [16, 32, 64, 256]) {
    const found = Array.from({ length: 5000 }, () => piecesOf(snappyBlock, random(size)));
    expect(found.filter(Boolean)).toEqual([]);
  }
});
