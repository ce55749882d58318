import library from 'lz-string';
import { expect, it } from 'vitest';
import { decodeAlone, piecesOf } from '../../../test/corpus/decode-alone.ts';
import { seededBytes } from '../../../test/corpus/seeded-bytes.ts';
import { lzString } from './lz-string.ts';

const texts = [
  'hello there my friend',
  'Grüße aus dem Süden, 你好 und привет',
  JSON.stringify({ list: Array.from({ length: 300 }, (_, at) => `entry ${at % 40}`) }),
  'again and '.repeat(500),
];

it.each(['compressToBase64', 'compressToEncodedURIComponent', 'compressToUTF16'] as const)(
  'reads what %s writes',
  (form) => {
    for (const text of texts) {
      expect(decodeAlone(lzString, library[form](text))).toEqual([['', text]]);
    }
  },
);

it('gives up on a bomb', () => {
  const bomb = library.compressToBase64('a'.repeat(400_000));
  expect(bomb.length).toBeLessThan(3000);
  expect(decodeAlone(lzString, bomb)).toBeUndefined();
});

it('reads nothing from base64 of random bytes', () => {
  const random = seededBytes(54);
  const found = Array.from({ length: 10_000 }, () =>
    piecesOf(lzString, Buffer.from(random(33)).toString('base64')),
  );
  expect(found.filter(Boolean)).toEqual([]);
});
