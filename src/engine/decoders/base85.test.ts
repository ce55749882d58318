import ascii85 from 'ascii85';
import { expect, it } from 'vitest';
import { decodeAlone } from '../../../test/corpus/decode-alone.ts';
import { seededBytes } from '../../../test/corpus/seeded-bytes.ts';
import { base85 } from './base85.ts';

const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

it('reads Ascii85 of every length, with its frame or without', () => {
  const text = 'Grüße aus dem Süden, und mehr';
  for (let length = 12; length <= text.length; length += 1) {
    const plain = text.slice(0, length);
    const written = latin1(ascii85.encode(Buffer.from(plain)));
    for (const form of [written, `<~${written}~>`]) {
      expect(decodeAlone(base85, form)).toEqual([['', plain]]);
    }
  }
});

it('reads Z85', () => {
  const plain = 'Grüße aus dem hohen Süden!!!';
  const bytes = Buffer.from(
    plain.padEnd(plain.length + ((4 - (Buffer.byteLength(plain) % 4)) % 4)),
  );
  expect(decodeAlone(base85, latin1(ascii85.ZeroMQ.encode(bytes)))).toEqual([
    ['', bytes.toString()],
  ]);
});

it("reads what Python's b85encode writes", () => {
  // base64.b85encode('Grüße aus dem Süden'.encode())
  expect(decodeAlone(base85, 'M{>iw!=Gg!VRdsLWMyq2Q^UMuWo`')).toEqual([
    ['', 'Grüße aus dem Süden'],
  ]);
});

it('leaves random bytes and other texts alone', () => {
  const random = seededBytes(53);
  for (const size of [12, 32]) {
    const found = Array.from({ length: 3000 }, () =>
      decodeAlone(base85, latin1(ascii85.encode(random(size)))),
    );
    expect(found.filter(Boolean)).toEqual([]);
  }
  expect(decodeAlone(base85, 'https://example.org/path?query=1&b=2')).toBeUndefined();
});
