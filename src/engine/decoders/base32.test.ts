import { base32 as coder } from '@scure/base';
import { expect, it } from 'vitest';
import { decodeAlone } from '../../../test/corpus/decode-alone.ts';
import { seededBytes } from '../../../test/corpus/seeded-bytes.ts';
import { base32 } from './base32.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

it('reads texts of every length, in both cases, padded or not', () => {
  const text = 'Grüße aus dem Süden, und mehr';
  for (let length = 10; length <= text.length; length += 1) {
    const plain = text.slice(0, length);
    const written = coder.encode(utf8(plain));
    for (const form of [written, written.toLowerCase(), written.replace(/=+$/, '')]) {
      expect(decodeAlone(base32, form)).toEqual([['', plain]]);
    }
  }
});

it('reads a file by its magic number', () => {
  const png = Buffer.from('89504e470d0a1a0a0000000d49484452ff', 'hex');
  expect(decodeAlone(base32, coder.encode(Uint8Array.from(png)))).toEqual([
    ['', png.toString('hex')],
  ]);
});

it('leaves random bytes alone: nobody can tell them from an id', () => {
  const random = seededBytes(51);
  for (const size of [10, 16, 35]) {
    const found = Array.from({ length: 3000 }, () =>
      decodeAlone(base32, coder.encode(random(size))),
    );
    expect(found.filter(Boolean)).toEqual([]);
  }
});
