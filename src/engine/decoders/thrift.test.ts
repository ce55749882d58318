import { expect, it } from 'vitest';
import { decodeAlone } from '../../../test/corpus/decode-alone.ts';
import { xchatContents, xchatEvent } from '../../../test/corpus/makers/xchat.ts';
import { seededBytes } from '../../../test/corpus/seeded-bytes.ts';
import { thrift } from './thrift.ts';

it('reads what Apache Thrift writes', () => {
  expect(decodeAlone(thrift, xchatContents('hello'))).toEqual([['1.1.1', 'hello']]);
  expect(decodeAlone(thrift, xchatEvent(Uint8Array.of(1, 2, 255), '17'))).toEqual([
    ['100', '0102ff'],
    ['101', '17'],
    ['102', '1'],
    ['103', '86400'],
  ]);
});

it('reads lists and maps', () => {
  // field 1: list of two i32; field 2: map of one string to i64.
  const bytes = Buffer.from(
    '0f0001080000000200000005000000060d00020b0a0000000100000001610000000000000007' + '00',
    'hex',
  );
  expect(decodeAlone(thrift, Uint8Array.from(bytes))).toEqual([
    ['1[]', '5'],
    ['1[]', '6'],
    ['2[]', 'a'],
    ['2[]', '7'],
  ]);
});

it('refuses what does not end with the struct', () => {
  const bytes = xchatContents('hello');
  expect(decodeAlone(thrift, Buffer.concat([bytes, Uint8Array.of(0)]))).toBeUndefined();
  expect(decodeAlone(thrift, bytes.subarray(0, -1))).toBeUndefined();
});

it('finds no struct in random bytes', () => {
  const random = seededBytes(3);
  const found = Array.from({ length: 5000 }, () => decodeAlone(thrift, random(64)));
  expect(found.filter(Boolean)).toEqual([]);
});
