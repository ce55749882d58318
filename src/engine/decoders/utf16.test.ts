import { expect, it } from 'vitest';
import { decodeAlone } from '../../../test/corpus/decode-alone.ts';
import { seededBytes } from '../../../test/corpus/seeded-bytes.ts';
import { utf16 } from './utf16.ts';

const little = (text: string) => Uint8Array.from(Buffer.from(text, 'utf16le'));
const big = (text: string) => Uint8Array.from(Buffer.from(text, 'utf16le').swap16());

it.each(['Hello, world', 'Привет, мир!', 'שלום לכולם'])('reads %s in both orders', (text) => {
  expect(decodeAlone(utf16, little(text))).toEqual([['', text]]);
  expect(decodeAlone(utf16, big(text))).toEqual([['', text]]);
});

it('goes by a byte order mark', () => {
  expect(decodeAlone(utf16, little('\ufeff你好'))).toEqual([['', '你好']]);
});

it('finds no text in random bytes or in small integers', () => {
  const random = seededBytes(6);
  const found = Array.from({ length: 3000 }, () => decodeAlone(utf16, random(32)));
  expect(found.filter(Boolean)).toEqual([]);
  expect(
    decodeAlone(
      utf16,
      Uint8Array.from({ length: 32 }, (_, at) => (at % 2 ? 0 : 1)),
    ),
  ).toBeUndefined();
});
