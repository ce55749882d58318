import { Encoder, Tag } from 'cbor-x';
import { encode } from 'cborg';
import { expect, it } from 'vitest';
import { decodeAlone } from '../../../test/corpus/decode-alone.ts';
import { seededBytes } from '../../../test/corpus/seeded-bytes.ts';
import { cbor } from './cbor.ts';

const message = {
  text: 'Grüße aus dem Süden',
  sealed: Uint8Array.of(1, 2, 255),
  list: ['a', 'bc'],
  count: -70_000,
  ratio: 0.5,
  yes: true,
  none: null,
};

it('reads what two encoders write', () => {
  const encoder = new Encoder({ useRecords: false });
  for (const bytes of [encode(message), Uint8Array.from(encoder.encode(message))]) {
    const pieces = Object.fromEntries(decodeAlone(cbor, bytes)?.toReversed() ?? []);
    expect(pieces).toMatchObject({
      text: 'Grüße aus dem Süden',
      sealed: '0102ff',
      'list[]': 'a',
      count: '-70000',
      yes: 'true',
      none: '',
    });
  }
});

it('steps over tags that nobody declared', () => {
  const bytes = new Encoder({ useRecords: false }).encode(
    new Tag({ date: new Tag('2026-01-01T00:00:00Z', 9999), text: 'hello' }, 777),
  );
  expect(decodeAlone(cbor, Uint8Array.from(bytes))).toEqual([
    ['date', '2026-01-01T00:00:00Z'],
    ['text', 'hello'],
  ]);
});

it('reads items of unknown length', () => {
  // {_ "text": (_ "hello ", "world"), "data": (_ h'01', h'ff')}, as RFC 8949 §3.2 writes it
  const bytes = Buffer.from(
    'bf64746578747f6668656c6c6f2065776f726c64ff64646174615f410141ffffff',
    'hex',
  );
  expect(decodeAlone(cbor, Uint8Array.from(bytes))).toEqual([
    ['text', 'hello world'],
    ['data', '01ff'],
  ]);
});

it('asks for readable texts, unless the format is named', () => {
  const bytes = encode({ a: 1, b: [2, 3] });
  expect(decodeAlone(cbor, bytes)).toBeUndefined();
  expect(decodeAlone(cbor, bytes, { contentType: 'application/cbor' })).toHaveLength(3);
  const named = Uint8Array.of(0xd9, 0xd9, 0xf7, ...bytes);
  expect(decodeAlone(cbor, named)).toHaveLength(3);
});

it('takes a long byte string beside a word for evidence too', () => {
  const sealed = seededBytes(8)(100);
  expect(decodeAlone(cbor, encode([1, 'send', sealed]))?.[1]).toEqual(['[1]', 'send']);
  expect(decodeAlone(cbor, encode([1, 'send', sealed.subarray(0, 20)]))).toBeUndefined();
  expect(decodeAlone(cbor, encode([1, 2, sealed]))).toBeUndefined();
});

it('refuses what does not end with the value, and keys given twice', () => {
  const bytes = encode(message);
  expect(decodeAlone(cbor, Uint8Array.of(...bytes, 0))).toBeUndefined();
  expect(decodeAlone(cbor, bytes.subarray(0, -1))).toBeUndefined();
  const twice = Buffer.from('a26474657874656f74686572647465787465776f726473', 'hex');
  expect(decodeAlone(cbor, Uint8Array.from(twice))).toBeUndefined();
});

it('survives lying counts, deep nesting and breaks out of place', () => {
  expect(decodeAlone(cbor, Uint8Array.of(0x9b, ...new Uint8Array(8).fill(255)))).toBeUndefined();
  expect(decodeAlone(cbor, new Uint8Array(10_000).fill(0x81))).toBeUndefined();
  expect(decodeAlone(cbor, new Uint8Array(10_000).fill(0xc6))).toBeUndefined();
  expect(decodeAlone(cbor, Uint8Array.of(0x82, 0xff, 0xff, 0xff))).toBeUndefined();
});

it('finds nothing in random bytes', () => {
  const random = seededBytes(42);
  for (const size of [32, 128]) {
    const found = Array.from({ length: 5000 }, () => decodeAlone(cbor, random(size)));
    expect(found.filter(Boolean)).toEqual([]);
  }
});
