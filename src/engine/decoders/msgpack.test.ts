import { ExtData, encode } from '@msgpack/msgpack';
import { pack } from 'msgpackr';
import { expect, it } from 'vitest';
import { decodeAlone, piecesOf } from '../../../test/corpus/decode-alone.ts';
import { seededBytes } from '../../../test/corpus/seeded-bytes.ts';
import { msgpack } from './msgpack.ts';

const message = {
  type: 'send',
  text: 'Grüße aus dem Süden',
  tags: ['a', 'b'],
  sealed: Uint8Array.of(1, 2, 255),
  count: 70_000,
  ratio: 0.25,
  large: 2 ** 40,
  minus: -300,
  yes: true,
  none: null,
  nested: { long: 'x'.repeat(300), list: Array.from({ length: 20 }, (_, at) => `${at} things`) },
};

it('reads what two encoders write', () => {
  for (const bytes of [encode(message), Uint8Array.from(pack(message))]) {
    const pieces = decodeAlone(msgpack, bytes);
    expect(pieces).toHaveLength(32);
    expect(pieces?.slice(0, 7)).toEqual([
      ['type', 'send'],
      ['text', 'Grüße aus dem Süden'],
      ['tags[]', 'a'],
      ['tags[]', 'b'],
      ['sealed', '0102ff'],
      ['count', '70000'],
      ['ratio', '0.25'],
    ]);
    expect(pieces?.at(-1)).toEqual(['nested.list[]', '19 things']);
  }
});

it('reads lists, extensions and dates', () => {
  const list = [1, 'SendMessage', [new ExtData(5, Uint8Array.of(9, 200)), new Date(1e12)]];
  expect(decodeAlone(msgpack, encode(list))).toEqual([
    ['[0]', '1'],
    ['[1]', 'SendMessage'],
    ['[2][0]', '09c8'],
    ['[2][1]', '1000000000'],
  ]);
});

it('masks keys that are known texts, and keys that may be content', () => {
  const bytes = encode({ 'a secret plan': { text: 'x' }, field: 'text of it', 'Anna B.': 'y' });
  const paths = piecesOf(msgpack, bytes, { knownTexts: ['field'] })?.map(({ segment }) => segment);
  expect(paths).toEqual(['{}.text', '{}', '{}']);
});

it('asks for readable texts, unless a header names the format', () => {
  const bytes = encode({ a: 1, b: [2, 3] });
  expect(decodeAlone(msgpack, bytes)).toBeUndefined();
  expect(decodeAlone(msgpack, bytes, { contentType: 'application/x-msgpack' })).toHaveLength(3);
});

it('takes a long byte string beside a word for evidence too', () => {
  const sealed = seededBytes(8)(100);
  expect(decodeAlone(msgpack, encode([1, 'send', sealed]))?.[1]).toEqual(['[1]', 'send']);
  expect(decodeAlone(msgpack, encode([1, 2, sealed]))).toBeUndefined();
});

it('refuses what does not end with the value, and text that is no UTF-8', () => {
  const bytes = encode(message);
  expect(decodeAlone(msgpack, Uint8Array.of(...bytes, 0))).toBeUndefined();
  expect(decodeAlone(msgpack, bytes.subarray(0, -1))).toBeUndefined();
  const changed = Uint8Array.from(encode({ text: 'plain words' }));
  changed[changed.length - 3] = 0xff;
  expect(decodeAlone(msgpack, changed)).toBeUndefined();
});

it('survives lying counts and deep nesting', () => {
  expect(decodeAlone(msgpack, Uint8Array.of(0xdd, 255, 255, 255, 255, 1))).toBeUndefined();
  expect(decodeAlone(msgpack, new Uint8Array(10_000).fill(0x91))).toBeUndefined();
});

it('finds nothing in random bytes', () => {
  const random = seededBytes(41);
  for (const size of [32, 128]) {
    const found = Array.from({ length: 5000 }, () => decodeAlone(msgpack, random(size)));
    expect(found.filter(Boolean)).toEqual([]);
  }
});
